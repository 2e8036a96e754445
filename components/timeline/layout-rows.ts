import { runOfSpan } from '@/lib/trace/like-runs';
import type { Grouping, TraceView } from '@/lib/url/trace-view';
import { type FoldView, foldedServices, foldedSpans, openRuns } from './folding';
import { runCursor } from './run-cursor';
import { groupOfSpan, type TimelineModel } from './timeline-model';

/**
 * What a row shows: a span by its index (0 and up), a service group as {@link groupTarget} of its index, a run of like
 * siblings as {@link runTarget} of its first span, or a stretch of hidden spans as {@link gapTarget} of its first.
 */
export type RowTarget = number;

/** Below all groups, and runs: no trace has so many services, or spans. */
const RUNS_FROM = -(2 ** 29);
const GAPS_FROM = -(2 ** 30);

/** The target of a group's heading. */
export const groupTarget = (group: number): RowTarget => ~group;
/** The group that a target heads, or -1 where it is a span. */
export const groupOf = (target: RowTarget): number => (target < 0 && target > RUNS_FROM ? ~target : -1);

/** The target of the row of a run of like siblings. */
export const runTarget = (firstSpan: number): RowTarget => RUNS_FROM - firstSpan;
/** The first span of the run that a target stands for, or -1 where it stands for none. */
export const runHead = (target: RowTarget): number =>
  target <= RUNS_FROM && target > GAPS_FROM ? RUNS_FROM - target : -1;

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
export type RowsView = Pick<TraceView, 'grouping'> & FoldView;

/**
 * The rows of a view. As a tree: each span before its children, without what is below a folded one; a run of like siblings
 * has a row of its own before them, and they are one level further in. By service: a heading for each service, then its
 * spans by start. O(rows that are shown), plus O(n) for the look-up.
 */
export function layoutRows(model: TimelineModel, view: RowsView): Rows {
  return view.grouping === 'service' ? serviceRows(model, view) : treeRows(model, view);
}

function treeRows(model: TimelineModel, view: RowsView): Rows {
  const { trace, tree, runs } = model;
  const folded = foldedSpans(model, view);
  const open = openRuns(model, view);
  const runAt = open === null ? null : runCursor(runs);
  const rows = emptyRows(trace.spanCount + (open?.length ?? 0), trace.spanCount);
  let count = 0;
  // Where the open run ends that the position is in.
  let runEnd = 0;
  for (let position = 0; position < trace.spanCount; ) {
    const run = runAt === null || position < runEnd ? -1 : runAt(position);
    if (run !== -1) {
      const first = tree.preorder[position] as number;
      rows.targets[count] = runTarget(first);
      rows.depths[count] = tree.depths[first] as number;
      rows.folds[count++] = open?.[run] === 1 ? Fold.Open : Fold.Closed;
      runEnd = runs.ends[run] as number;
      if (open?.[run] === 0) position = runEnd;
      continue;
    }
    const span = tree.preorder[position] as number;
    const below = tree.descendantCounts[span] as number;
    rows.targets[count] = span;
    rows.depths[count] = (tree.depths[span] as number) + (position < runEnd ? 1 : 0);
    rows.folds[count] = below === 0 ? Fold.None : folded[span] === 1 ? Fold.Closed : Fold.Open;
    rows.rowOfSpan[span] = count++;
    position += folded[span] === 1 ? below + 1 : 1;
  }
  return trimmed('tree', rows, count, treeDepth(model, view));
}

/** The deepest level of a tree's rows: the spans of a run are one level below its row. */
export function treeDepth({ maxDepth, runs }: TimelineModel, { foldAlike }: FoldView): number {
  return foldAlike ? Math.max(maxDepth, runs.maxDepth + 1) : maxDepth;
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
 * The row of a span, or the row that hides it: its run of like siblings, its nearest visible ancestor, or the heading of its service's group; -1 when
 * even that is hidden.
 */
export function rowShowing(rows: Rows, model: TimelineModel, span: number): number {
  const row = rows.rowOfSpan[span] as number;
  if (row !== -1) return row;
  if (rows.grouping === 'tree') {
    const run = runOfSpan(model.runs, model.tree, span);
    const runRow = run === -1 ? -1 : rowOf(rows, runTarget(firstOfRun(model, run)));
    if (runRow !== -1) return runRow;
    let ancestor = model.tree.parents[span] as number;
    while (ancestor !== -1 && rows.rowOfSpan[ancestor] === -1) ancestor = model.tree.parents[ancestor] as number;
    return rows.rowOfSpan[ancestor] ?? -1;
  }
  return rows.targets.indexOf(groupTarget(groupOfSpan(model, span)));
}

/** The span that stands for a run. */
export function firstOfRun({ runs, tree }: TimelineModel, run: number): number {
  return tree.preorder[runs.froms[run] as number] as number;
}

/** The row of what a row showed in another layout of the same trace; -1 when it is folded away. */
export function rowOf(rows: Rows, target: RowTarget): number {
  if (target >= 0) return rows.rowOfSpan[target] ?? -1;
  const row = rows.targets.indexOf(target);
  // Runs may have no rows any more: the first span is where the run's was.
  return row === -1 && runHead(target) !== -1 ? (rows.rowOfSpan[runHead(target)] ?? -1) : row;
}

/** The target itself where it has a row, else what the row shows that hides it; the target, too, where nothing shows it. */
export function shownTarget(rows: Rows, model: TimelineModel, target: RowTarget): RowTarget {
  if (rowOf(rows, target) !== -1) return target;
  const span = isSpan(target) ? target : Math.max(runHead(target), gapOf(target));
  return span === -1 ? target : (rows.targets[rowShowing(rows, model, span)] ?? target);
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
