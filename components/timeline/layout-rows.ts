import type { Grouping, TraceView } from '@/lib/url/trace-view';
import { foldedServices, foldedSpans } from './folding';
import { groupOfSpan, type TimelineModel } from './timeline-model';

/**
 * What a row shows: a span by its index (0 and up), a service group as {@link groupTarget} of its index, or a stretch of
 * hidden spans as {@link gapTarget} of its first.
 */
export type RowTarget = number;

/** Below all groups: no trace has a thousand million services, or spans. */
const GAPS_FROM = -(2 ** 30);

/** The target of a group's heading. */
export const groupTarget = (group: number): RowTarget => ~group;
/** The group that a target heads, or -1 where it is a span. */
export const groupOf = (target: RowTarget): number => (target < 0 && target > GAPS_FROM ? ~target : -1);

/** The target of the row that stands for a stretch of hidden spans. */
export const gapTarget = (firstSpan: number): RowTarget => GAPS_FROM - firstSpan;
/** The first span of the hidden stretch that a target stands for, or -1 where it stands for none. */
export const gapOf = (target: RowTarget): number => (target <= GAPS_FROM ? GAPS_FROM - target : -1);
export const isSpan = (target: RowTarget): boolean => target >= 0;

export const Fold = { None: 0, Open: 1, Closed: 2 } as const;

/** The rows from top to bottom, before anything is scrolled: one entry a row. */
export interface Rows {
  readonly grouping: Grouping;
  readonly count: number;
  readonly targets: Int32Array;
  /** How far a row is indented, in levels. */
  readonly depths: Int32Array;
  /** Of all rows, also of those that are folded away. */
  readonly maxDepth: number;
  /** {@link Fold} numbers. */
  readonly folds: Uint8Array;
  /** For each span its row, or -1 while it is folded away or hidden. */
  readonly rowOfSpan: Int32Array;
  /** For the row of a gap how many spans it hides, folded ones included, else 0; null while nothing is hidden. */
  readonly hiddenCounts: Uint32Array | null;
}

/** What {@link layoutRows} looks at. */
export type RowsView = Pick<TraceView, 'grouping' | 'foldDepth' | 'toggledSpans' | 'foldServices' | 'toggledServices'>;

/**
 * The rows of a view. As a tree: each span before its children, without what is below a folded one. By service: a heading
 * for each service, then its spans by start. O(rows that are shown), plus O(n) for the look-up.
 */
export function layoutRows(model: TimelineModel, view: RowsView): Rows {
  return view.grouping === 'service' ? serviceRows(model, view) : treeRows(model, view);
}

function treeRows(model: TimelineModel, view: RowsView): Rows {
  const { trace, tree } = model;
  const folded = foldedSpans(model, view);
  const rows = emptyRows(trace.spanCount, trace.spanCount);
  let count = 0;
  for (let position = 0; position < trace.spanCount; ) {
    const span = tree.preorder[position] as number;
    const below = tree.descendantCounts[span] as number;
    rows.targets[count] = span;
    rows.depths[count] = tree.depths[span] as number;
    rows.folds[count] = below === 0 ? Fold.None : folded[span] === 1 ? Fold.Closed : Fold.Open;
    rows.rowOfSpan[span] = count++;
    position += folded[span] === 1 ? below + 1 : 1;
  }
  return trimmed('tree', rows, count, model.maxDepth);
}

function serviceRows(model: TimelineModel, view: RowsView): Rows {
  const folded = foldedServices(model, view);
  const rows = emptyRows(model.trace.spanCount + model.groups.length, model.trace.spanCount);
  let count = 0;
  model.groups.forEach((group, i) => {
    rows.targets[count] = groupTarget(i);
    rows.folds[count++] = folded[i] === 1 ? Fold.Closed : Fold.Open;
    if (folded[i] === 1) return;
    for (const span of group.spans) {
      rows.targets[count] = span;
      rows.depths[count] = 1;
      rows.rowOfSpan[span] = count++;
    }
  });
  return trimmed('service', rows, count, 1);
}

/**
 * The row of a span, or the row that hides it: its nearest visible ancestor, or the heading of its service's group; -1 when
 * even that is hidden.
 */
export function rowShowing(rows: Rows, model: TimelineModel, span: number): number {
  const row = rows.rowOfSpan[span] as number;
  if (row !== -1) return row;
  if (rows.grouping === 'tree') {
    let ancestor = model.tree.parents[span] as number;
    while (ancestor !== -1 && rows.rowOfSpan[ancestor] === -1) ancestor = model.tree.parents[ancestor] as number;
    return rows.rowOfSpan[ancestor] ?? -1;
  }
  return rows.targets.indexOf(groupTarget(groupOfSpan(model, span)));
}

/** The row of what a row showed in another layout of the same trace; -1 when it is folded away. */
export function rowOf(rows: Rows, target: RowTarget): number {
  return target >= 0 ? (rows.rowOfSpan[target] ?? -1) : rows.targets.indexOf(target);
}

type RowColumns = Omit<Rows, 'count' | 'grouping' | 'maxDepth' | 'hiddenCounts'>;

export function emptyRows(capacity: number, spanCount: number): RowColumns {
  return {
    targets: new Int32Array(capacity),
    depths: new Int32Array(capacity),
    folds: new Uint8Array(capacity),
    rowOfSpan: new Int32Array(spanCount).fill(-1),
  };
}

export function trimmed(
  grouping: Grouping,
  columns: RowColumns,
  count: number,
  maxDepth: number,
  hiddenCounts: Uint32Array | null = null,
): Rows {
  return {
    grouping,
    hiddenCounts,
    count,
    maxDepth,
    targets: columns.targets.subarray(0, count),
    depths: columns.depths.subarray(0, count),
    folds: columns.folds.subarray(0, count),
    rowOfSpan: columns.rowOfSpan,
  };
}
