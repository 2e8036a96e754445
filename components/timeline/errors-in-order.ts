import { StatusCode } from '@/lib/trace/trace';
import { groupOf, type Rows } from './layout-rows';
import { groupOfSpan, type TimelineModel } from './timeline-model';

/** Where a span with an error stands among all of them. */
export interface ErrorStop {
  readonly span: number;
  /** From 1. */
  readonly number: number;
  readonly total: number;
}

/**
 * The next span with an error below `from` (or above, for a step of -1) in the order of the rows, folded ones included;
 * past the last the first comes again. `from` is a row; null: before the first. Null when no span has an error.
 */
export function nextError(model: TimelineModel, rows: Rows, from: number | null, step: 1 | -1): ErrorStop | null {
  const { trace, tree, groups } = model;
  const order = rows.grouping === 'tree' ? [tree.preorder] : groups.map((group) => group.spans);
  const errors = order.flatMap((spans) => [...spans].filter((span) => trace.statuses[span] === StatusCode.Error));
  if (errors.length === 0) return null;
  const place = from === null ? -1 : placeInOrder(model, rows, order, from);
  const placeOf = new Map<number, number>();
  let at = 0;
  for (const spans of order) for (const span of spans) placeOf.set(span, at++);
  const places = errors.map((span) => placeOf.get(span) as number);
  const index = step === 1 ? places.findIndex((each) => each > place) : places.findLastIndex((each) => each < place);
  const found = index !== -1 ? index : step === 1 ? 0 : errors.length - 1;
  return { span: errors[found] as number, number: found + 1, total: errors.length };
}

/** Where a row stands in the order of all spans. A heading stands just before its first span. */
function placeInOrder(model: TimelineModel, rows: Rows, order: readonly Int32Array[], row: number): number {
  const target = rows.targets[row] as number;
  const group = groupOf(target);
  if (group !== -1) return order.slice(0, group).reduce((sum, spans) => sum + spans.length, 0) - 0.5;
  if (rows.grouping === 'tree') return model.tree.positions[target] as number;
  const own = groupOfSpan(model, target);
  const before = order.slice(0, own).reduce((sum, spans) => sum + spans.length, 0);
  return before + (model.placeInGroup[target] as number) - 1;
}
