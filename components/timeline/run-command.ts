import { spanIdFromBigInt, spanIdToBigInt } from '@/lib/base/ids';
import { formatCount, formatDuration } from '@/lib/base/units';
import { type MatchStop, nextMatch, type RankedMatches } from '@/lib/find/rank-spans';
import type { TimeWindow, TraceView } from '@/lib/url/trace-view';
import { nextError } from './errors-in-order';
import { foldAll, reveal, showGap, toggleRun, toggleService, toggleSpan, UNFOLD_ALL, unfoldTo } from './folding';
import { Fold, gapOf, groupOf, isSpan, type Rows, type RowTarget, rowOf, runHead } from './layout-rows';
import { measureSentence } from './measure';
import { positionOf } from './row-order';
import { runRowsCommand } from './rows-commands';
import { markSpan, toggleClocks, toggleSqueeze } from './time-commands';
import type { Command } from './timeline-keys';
import { type TimelineModel, windowOf } from './timeline-model';
import { centreOn, fitWindow, panBy, pxToNanos, shownWindow, zoomAt } from './viewport';

/** What a command works on, and what it may change. */
export interface CommandContext {
  readonly model: TimelineModel;
  readonly rows: Rows;
  readonly view: TraceView;
  /** The matches of what is looked for, in the order of the rows; null while nothing is. */
  readonly found: RankedMatches | null;
  /** The row that has the focus; null before anything was focused. */
  readonly active: RowTarget | null;
  /** How many rows a page has. */
  readonly pageRows: number;
  readonly setActive: (target: RowTarget) => void;
  readonly setView: (change: Partial<TraceView>) => void;
  /** Told where a step to another match has led. */
  readonly stepped: (stop: MatchStop) => void;
  /** Says something to a screen reader that the focus does not say. */
  readonly announce: (text: string) => void;
}

/** Carries out what a key, a button or the command palette asks for. */
export function runCommand(command: Command, context: CommandContext): void {
  const { model, rows, view, active, setView, announce } = context;
  const row = active === null ? -1 : rowOf(rows, active);
  switch (command.do) {
    case 'move':
      return moveTo(context, row + command.rows);
    case 'move-page':
      return moveTo(context, row + command.pages * Math.max(1, context.pageRows - 1));
    case 'move-end':
      return moveTo(context, command.end === 'first' ? 0 : rows.count - 1);
    case 'fold':
      return fold(context, row);
    case 'unfold':
      return unfold(context, row);
    case 'open':
      if (active === null) return;
      return isSpan(active) ? setView({ span: spanIdAt(model, active) }) : toggleRow(context, active);
    case 'error':
      return goToError(context, row === -1 ? null : row, command.step);
    case 'match':
      return goToMatch(context, command.step);
    case 'fit':
      return fit(context);
    case 'whole':
      return zoomTo(context, null);
    case 'zoom': {
      const shown = windowOf(model, view);
      return zoomTo(context, zoomAt(shown, model.extent, pxToNanos(0.5, shown, 1), command.factor));
    }
    case 'pan':
      return zoomTo(context, panBy(windowOf(model, view), model.extent, command.share));
    case 'critical':
      announce(view.criticalPath ? 'Critical path hidden' : 'Critical path shown');
      return setView({ criticalPath: !view.criticalPath });
    case 'squeeze':
      return toggleSqueeze(context);
    case 'clocks':
      return toggleClocks(context);
    case 'measure':
      return markSpan(context, command.edge);
    case 'measured':
      announce(measureSentence(command.measure, model.extent));
      return setView({ measure: command.measure });
    case 'group':
      return setView({ grouping: command.by, top: null });
    case 'fold-all':
      return setView(foldAll(model));
    case 'unfold-all':
      return setView(UNFOLD_ALL);
    case 'level':
    case 'siblings':
    case 'alike':
    case 'pin':
    case 'root':
    case 'leave-root':
      return runRowsCommand(command, context);
    case 'escape':
      if (view.measure !== null) return setView({ measure: null });
      if (view.span !== null) return setView({ span: null });
      return view.window === null && view.root !== null
        ? runRowsCommand({ do: 'leave-root' }, context)
        : zoomTo(context, null);
  }
}

/** Folds or unfolds a row, if it has something to fold; shows the spans that a gap hides. */
export function toggleRow({ model, view, setActive, setView }: CommandContext, target: RowTarget): void {
  const hidden = gapOf(target);
  if (hidden !== -1) {
    setView(showGap(model, view, hidden));
    // The gap's row is gone; the first that it hid is in its place.
    return setActive(hidden);
  }
  if (runHead(target) !== -1) return setView(toggleRun(model, view, runHead(target)));
  const group = model.groups[groupOf(target)];
  setView(group === undefined ? toggleSpan(model, view, target) : toggleService(view, group.service));
}

/** The id of a span in the form that the URL has. */
export function spanIdAt(model: TimelineModel, span: number): string {
  return spanIdFromBigInt(model.trace.spanIds[span] as bigint);
}

/** The focus goes there; open details follow it. */
function focusRow({ model, view, setActive, setView }: CommandContext, target: RowTarget): void {
  setActive(target);
  if (view.span !== null && isSpan(target)) setView({ span: spanIdAt(model, target) });
}

function moveTo(context: CommandContext, row: number): void {
  const { rows } = context;
  if (rows.count === 0) return;
  focusRow(context, rows.targets[Math.min(Math.max(row, 0), rows.count - 1)] as number);
}

function fold(context: CommandContext, row: number): void {
  const { rows, active } = context;
  if (row === -1 || active === null) return;
  if (rows.folds[row] === Fold.Open) return toggleRow(context, active);
  let parent = row - 1;
  while (parent >= 0 && (rows.depths[parent] as number) >= (rows.depths[row] as number)) parent--;
  if (parent >= 0) moveTo(context, parent);
}

function unfold(context: CommandContext, row: number): void {
  const { rows, active } = context;
  if (row === -1 || active === null) return;
  if (rows.folds[row] === Fold.Closed) toggleRow(context, active);
  else if (rows.folds[row] === Fold.Open) moveTo(context, row + 1);
}

function goToError(context: CommandContext, row: number | null, step: 1 | -1): void {
  const { model, rows, view, setActive, setView, announce } = context;
  const stop = nextError(model, rows, row, step);
  if (stop === null) return announce('No span of this trace has an error');
  const span = view.span === null ? {} : { span: spanIdAt(model, stop.span) };
  setView({ ...reveal(model, view, stop.span), ...span });
  setActive(stop.span);
  announce(`Error ${stop.number} of ${stop.total}`);
}

/** To the next match from the active row, else from the match of the view; a match without a focus yet counts as next. */
function goToMatch(context: CommandContext, step: 1 | -1): void {
  const { model, view, found, active, setActive, setView, announce } = context;
  if (found === null) return announce('Nothing is looked for: press / and say what to find');
  const at = active ?? (view.match === null ? null : model.index.indexOf(spanIdToBigInt(view.match)));
  const unvisited = view.match === null && at !== null && isSpan(at) && found.matched[at] === 1;
  const before = step === 1 ? -1 : found.order.spans.length;
  const from = at === null || at === -1 ? before : positionOf(model, found.order, at) - (unvisited ? step * 0.5 : 0);
  const stop = nextMatch(found, from, step);
  if (stop === null) return announce('No span matches');
  const match = spanIdAt(model, stop.span);
  const span = view.span === null ? {} : { span: match };
  setView({ ...unfoldTo(model, view, stop.span), ...panTo(context, stop.span), match, ...span });
  setActive(stop.span);
  context.stepped(stop);
  const place = `match ${formatCount(stop.number)} of ${formatCount(found.count)}`;
  announce(stop.wrapped ? `${step === 1 ? 'From the top' : 'From the bottom'} again: ${place}` : place);
}

/** A span that lies wholly outside the window comes into its middle, however far it was zoomed in. */
function panTo({ model, view }: CommandContext, span: number): Partial<TraceView> {
  const { starts, durations } = model.trace;
  const start = starts[span] as number;
  const shown = windowOf(model, view);
  if (start <= shown.end && start + (durations[span] as number) >= shown.start) return {};
  return { window: centreOn(shown, model.extent, start) };
}

/** A second time the whole trace, so that the key goes there and back. */
function fit(context: CommandContext): void {
  const { model, view, active } = context;
  if (active === null || !isSpan(active)) return zoomTo(context, null);
  const { starts, durations } = model.trace;
  const scale = view.squeeze ? model.squeeze : null;
  const window = fitWindow(starts[active] as number, durations[active] as number, model.extent, scale);
  const same = window?.start === view.window?.start && window?.end === view.window?.end;
  zoomTo(context, same ? null : window);
}

function zoomTo({ model, setView, announce }: CommandContext, window: TimeWindow | null): void {
  const { start, end } = shownWindow(window, model.extent);
  announce(
    window === null ? 'The whole trace is shown' : `From ${formatDuration(start)} to ${formatDuration(end)} is shown`,
  );
  setView({ window });
}
