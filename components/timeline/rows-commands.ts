import { spanIdFromBigInt, spanIdToBigInt } from '@/lib/base/ids';
import { formatCount } from '@/lib/base/units';
import { runOfSpan } from '@/lib/trace/like-runs';
import { MAX_PINS, togglePin } from '@/lib/url/trace-rows';
import type { TraceView } from '@/lib/url/trace-view';
import { foldedSpans, reveal, toggleSpan } from './folding';
import { foldLevel, foldSiblings } from './folding-steps';
import { firstOfRun, gapOf, isSpan, type RowTarget, runHead, runTarget } from './layout-rows';
import type { CommandContext } from './run-command';
import type { RowsCommand } from './timeline-keys';
import type { TimelineModel } from './timeline-model';

/** Carries out what changes which rows there are. */
export function runRowsCommand(command: RowsCommand, context: CommandContext): void {
  const { model, view, active, setView, setActive, announce } = context;
  switch (command.do) {
    case 'level': {
      const { change, words } = foldLevel(model, view, command.step);
      setView(change);
      return announce(words);
    }
    case 'siblings': {
      if (view.grouping === 'service') return runRowsCommand({ do: 'level', step: command.fold ? -1 : 1 }, context);
      const span = active === null ? -1 : spanOf(active);
      if (span === -1) return announce('Go to a row to fold its siblings');
      const { change, words } = foldSiblings(model, view, span, command.fold);
      setView(change);
      const run = view.foldAlike ? runOfSpan(model.runs, model.tree, span) : -1;
      if (command.fold && run !== -1) setActive(runTarget(firstOfRun(model, run)));
      return announce(words);
    }
    case 'alike':
      announce(
        view.foldAlike
          ? 'Like siblings are shown one by one'
          : `Like siblings are folded into ${formatCount(model.runs.count)} rows`,
      );
      return setView({ foldAlike: !view.foldAlike });
    case 'pin': {
      if (active === null || !isSpan(active)) return announce('Go to a span to pin it');
      const id = spanIdFromBigInt(model.trace.spanIds[active] as bigint);
      const pins = togglePin(view.pins, id);
      if (pins === view.pins)
        return announce(`${MAX_PINS} spans are pinned, more would leave no room: unpin one first`);
      announce(pins.includes(id) ? `Pinned, ${pins.length} of ${MAX_PINS}` : 'Unpinned');
      return setView({ pins });
    }
    case 'root':
      return makeRoot(context);
    case 'leave-root':
      if (view.root === null) return;
      announce('The whole trace is shown');
      return setView(WHOLE_TRACE);
  }
}

/** Times count from the start of what is shown, so they are forgotten with it. */
export const WHOLE_TRACE = { root: null, window: null, measure: null, top: null } as const;

/**
 * Makes a span of the whole trace visible wherever one is: folded rows are opened, and a sub-tree that it is not in is left.
 * `model` is that of the whole trace.
 */
export function revealAnywhere(model: TimelineModel, view: TraceView, span: number): Partial<TraceView> {
  const { positions, descendantCounts } = model.tree;
  const root = view.root === null ? -1 : model.index.indexOf(spanIdToBigInt(view.root));
  const below = root === -1 ? 0 : (positions[span] as number) - (positions[root] as number);
  const outside = below < 0 || (root !== -1 && below > (descendantCounts[root] as number));
  return { ...reveal(model, view, span), ...(outside && WHOLE_TRACE) };
}

function makeRoot(context: CommandContext): void {
  const { model, view, active, setView, announce } = context;
  if (active === null || !isSpan(active)) return announce('Go to a span to make it the root');
  const id = spanIdFromBigInt(model.trace.spanIds[active] as bigint);
  if (view.root === id) return runRowsCommand({ do: 'leave-root' }, context);
  const spans = (model.tree.descendantCounts[active] as number) + 1;
  announce(`${spans === 1 ? '1 span is' : `${formatCount(spans)} spans are`} shown as if they were the trace`);
  // Folded away, the sub-tree would be one row.
  const opened = foldedSpans(model, view)[active] === 1 ? toggleSpan(model, view, active) : {};
  setView({ ...opened, ...WHOLE_TRACE, root: id });
}

/** The span that a row stands at: of a run and a gap the first; -1 for the heading of a service. */
function spanOf(target: RowTarget): number {
  return isSpan(target) ? target : Math.max(runHead(target), gapOf(target));
}
