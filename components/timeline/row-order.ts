import type { SpanOrder } from '@/lib/find/rank-spans';
import type { Grouping } from '@/lib/url/trace-view';
import { gapOf, groupOf, isSpan, type RowTarget, runHead } from './layout-rows';
import { runLength, runOfTarget } from './run-words';
import type { TimelineModel } from './timeline-model';

/** All spans in the order of the rows, folded ones included: down the tree, or one service after the other. O(n) by service. */
export function rowOrder({ tree, trace, groups }: TimelineModel, grouping: Grouping): SpanOrder {
  if (grouping === 'tree') return { spans: tree.preorder, positions: tree.positions };
  const spans = new Int32Array(trace.spanCount);
  const positions = new Int32Array(trace.spanCount);
  let position = 0;
  for (const group of groups) {
    for (const span of group.spans) {
      spans[position] = span;
      positions[span] = position++;
    }
  }
  return { spans, positions };
}

/**
 * The positions of a row and of all that can be folded away below it, a heading of a service, a run of like siblings or a
 * span of the tree: from the first up to, not including, the second.
 */
export function positionsOf(
  model: TimelineModel,
  { positions }: SpanOrder,
  target: RowTarget,
): readonly [number, number] {
  const run = runOfTarget(model, target);
  if (run !== -1) {
    const from = positions[runHead(target)] as number;
    return [from, from + runLength(model, run)];
  }
  const group = model.groups[groupOf(target)];
  const first = positions[group?.spans[0] ?? target] as number;
  return [
    first,
    first + (group === undefined ? 1 + (model.tree.descendantCounts[target] as number) : group.spans.length),
  ];
}

/** Where a row stands among the positions. A heading, a run and a gap stand just before their first span. */
export function positionOf(model: TimelineModel, { positions }: SpanOrder, target: RowTarget): number {
  if (isSpan(target)) return positions[target] as number;
  const first = model.groups[groupOf(target)]?.spans[0] ?? Math.max(runHead(target), gapOf(target));
  return (positions[first] as number) - 0.5;
}
