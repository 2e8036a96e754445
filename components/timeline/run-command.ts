import { spanIdFromBigInt } from '@/lib/base/ids';
import { formatDuration } from '@/lib/base/units';
import type { TimeWindow, TraceView } from '@/lib/url/trace-view';
import { nextError } from './errors-in-order';
import { reveal, toggleService, toggleSpan } from './folding';
import { Fold, groupOf, type Rows, type RowTarget, rowOf } from './layout-rows';
import type { Command } from './timeline-keys';
import type { TimelineModel } from './timeline-model';
import { fitWindow, panBy, shownWindow, zoomAt } from './viewport';

/** What a command works on, and what it may change. */
export interface CommandContext {
  readonly model: TimelineModel;
  readonly rows: Rows;
  readonly view: TraceView;
  /** The row that has the focus; null before anything was focused. */
  readonly active: RowTarget | null;
  /** How many rows a page has. */
  readonly pageRows: number;
  readonly setActive: (target: RowTarget) => void;
  readonly setView: (change: Partial<TraceView>) => void;
  /** Says something to a screen reader that the focus does not say. */
  readonly announce: (text: string) => void;
}

/** Carries out what a key (or a button that does the same) asks for. */
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
      return groupOf(active) === -1 ? setView({ span: spanIdAt(model, active) }) : toggleRow(context, active);
    case 'error':
      return goToError(context, row === -1 ? null : row, command.step);
    case 'fit':
      return fit(context);
    case 'whole':
      return zoomTo(context, null);
    case 'zoom': {
      const shown = shownWindow(view.window, model.extent);
      return zoomTo(context, zoomAt(shown, model.extent, (shown.start + shown.end) / 2, command.factor));
    }
    case 'pan': {
      const shown = shownWindow(view.window, model.extent);
      return zoomTo(context, panBy(shown, model.extent, (shown.end - shown.start) * command.share));
    }
    case 'critical':
      announce(view.criticalPath ? 'Critical path hidden' : 'Critical path shown');
      return setView({ criticalPath: !view.criticalPath });
    case 'escape':
      return view.span !== null ? setView({ span: null }) : zoomTo(context, null);
  }
}

/** Folds or unfolds a row, if it has something to fold. */
export function toggleRow({ model, view, setView }: CommandContext, target: RowTarget): void {
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
  if (view.span !== null && groupOf(target) === -1) setView({ span: spanIdAt(model, target) });
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

/** A second time the whole trace, so that the key goes there and back. */
function fit(context: CommandContext): void {
  const { model, view, active } = context;
  if (active === null || groupOf(active) !== -1) return zoomTo(context, null);
  const { starts, durations } = model.trace;
  const window = fitWindow(starts[active] as number, durations[active] as number, model.extent);
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
