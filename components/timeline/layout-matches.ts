import { lowerBound } from '@/lib/base/bisect';
import { spanIdToBigInt } from '@/lib/base/ids';
import { matchesBetween, type RankedMatches } from '@/lib/find/rank-spans';
import type { TraceView } from '@/lib/url/trace-view';
import { foldedServices, foldedSpans, openRuns } from './folding';
import {
  emptyRows,
  Fold,
  gapTarget,
  groupTarget,
  type Rows,
  type RowsView,
  runTarget,
  treeDepth,
  trimmed,
} from './layout-rows';
import { runCursor } from './run-cursor';
import type { TimelineModel } from './timeline-model';

/** What {@link layoutMatches} looks at. */
export type MatchesView = RowsView & Pick<TraceView, 'shownSpans'>;

/**
 * The rows of a view in which only matches are shown, with what they are below (their ancestors, or the heading of their
 * service), so that one sees where they belong. Each stretch of other rows is one row, a gap, that says how many spans it
 * hides. `shownSpans` unfold the gaps that they lie in.
 *
 * ```
 * gateway               gateway
 *   risk                  1 hidden
 *   engine        →       engine
 *     book *                book *
 *   wallet                2 hidden
 *     ledger
 * ```
 *
 * What is folded stays folded: a run of like siblings with a match among them is a row as a whole, one without is in a gap. A hidden subtree is passed over in one step: O(rows that are shown), plus O(n) for the look-up.
 * `found` is ranked in the order of the same grouping.
 */
export function layoutMatches(model: TimelineModel, view: MatchesView, found: RankedMatches): Rows {
  const rows = new MatchRows(model, view, found);
  return view.grouping === 'service' ? serviceRows(model, view, found, rows) : treeRows(model, view, found, rows);
}

function treeRows(model: TimelineModel, view: MatchesView, found: RankedMatches, rows: MatchRows): Rows {
  const { tree, runs } = model;
  const { preorder, descendantCounts, depths } = tree;
  const folded = foldedSpans(model, view);
  const open = openRuns(model, view);
  const runAt = open === null ? () => -1 : runCursor(runs);
  const spanAt = (position: number) => preorder[position] as number;
  const subtreeEnd = (position: number) => position + 1 + (descendantCounts[spanAt(position)] as number);
  const endOf = (position: number) => {
    const run = runAt(position);
    return run === -1 ? subtreeEnd(position) : (runs.ends[run] as number);
  };
  const { ranks } = found;
  const hasMatch = (position: number) => ranks[endOf(position)] !== ranks[position];
  const placeRun = (run: number, all: boolean): number => {
    const from = runs.froms[run] as number;
    const end = runs.ends[run] as number;
    const depth = depths[spanAt(from)] as number;
    const isOpen = open?.[run] === 1;
    rows.add(runTarget(spanAt(from)), depth, isOpen ? Fold.Open : Fold.Closed);
    if (!isOpen) return end;
    for (let position = from; position < end; ) {
      const first = position;
      while (position < end && ranks[position + 1] === ranks[position]) position++;
      if (position === first) position++;
      else if (!all && !rows.isShown(first, position)) {
        rows.addGap(first, position, depth + 1);
        continue;
      }
      for (let at = first; at < position; at++) rows.add(spanAt(at), depth + 1, Fold.None);
    }
    return end;
  };
  /** Gives the position of the next row; `all`: what matches nothing is shown, too. */
  const place = (position: number, all: boolean): number => {
    const run = runAt(position);
    if (run !== -1) return placeRun(run, all);
    const span = spanAt(position);
    const fold = descendantCounts[span] === 0 ? Fold.None : folded[span] === 1 ? Fold.Closed : Fold.Open;
    rows.add(span, depths[span] as number, fold);
    return fold === Fold.Closed ? subtreeEnd(position) : position + 1;
  };
  for (let position = 0; position < preorder.length; ) {
    if (hasMatch(position)) {
      position = place(position, false);
      continue;
    }
    const first = position;
    while (position < preorder.length && !hasMatch(position)) position = endOf(position);
    if (!rows.isShown(first, position)) rows.addGap(first, position, depths[spanAt(first)] as number);
    else for (let at = first; at < position; ) at = place(at, true);
  }
  return rows.finish(treeDepth(model, view));
}

function serviceRows(model: TimelineModel, view: MatchesView, found: RankedMatches, rows: MatchRows): Rows {
  const folded = foldedServices(model, view);
  const offsets = [0];
  for (const group of model.groups) offsets.push((offsets.at(-1) as number) + group.spans.length);
  const heading = (group: number) => {
    headed = group;
    rows.add(groupTarget(group), 0, folded[group] === 1 ? Fold.Closed : Fold.Open);
  };
  const place = (position: number) => rows.add(found.order.spans[position] as number, 1, Fold.None);
  // Where the stretch of hidden spans began that goes on up to where one is; it may go on over whole groups.
  let hiddenFrom = 0;
  // The group whose heading came last.
  let headed = -1;
  const endStretch = (end: number) => {
    if (hiddenFrom === end) return;
    const first = groupAt(hiddenFrom);
    if (!rows.isShown(hiddenFrom, end)) return rows.addGap(hiddenFrom, end, first === headed ? 1 : 0);
    for (let position = hiddenFrom, group = first; position < end; group++) {
      if (group !== headed) heading(group);
      const groupEnd = Math.min(end, offsets[group + 1] as number);
      if (folded[group] === 0) for (let at = position; at < groupEnd; at++) place(at);
      position = groupEnd;
    }
  };
  const groupAt = (position: number) => lowerBound(offsets, position + 1) - 1;
  model.groups.forEach((_, group) => {
    const [from, end] = [offsets[group] as number, offsets[group + 1] as number];
    if (matchesBetween(found, from, end) === 0) return;
    endStretch(from);
    heading(group);
    hiddenFrom = from;
    if (folded[group] === 1) {
      hiddenFrom = end;
      return;
    }
    for (let position = from; position < end; position++) {
      if (matchesBetween(found, position, position + 1) === 0) continue;
      endStretch(position);
      place(position);
      hiddenFrom = position + 1;
    }
  });
  endStretch(model.trace.spanCount);
  return rows.finish(1);
}

/** Rows as they are added from the top. */
class MatchRows {
  readonly #columns;
  readonly #targets: Int32Array;
  readonly #depths: Int32Array;
  readonly #folds: Uint8Array;
  readonly #rowOfSpan: Int32Array;
  readonly #hiddenCounts;
  /** Sorted. */
  readonly #shown: Int32Array;
  #count = 0;

  constructor(
    { trace, groups, index, runs }: TimelineModel,
    private readonly view: MatchesView,
    private readonly found: RankedMatches,
  ) {
    // Open groups and runs have a row besides those of their spans.
    const capacity = trace.spanCount + groups.length + runs.count;
    this.#columns = emptyRows(capacity, trace.spanCount);
    this.#targets = this.#columns.targets;
    this.#depths = this.#columns.depths;
    this.#folds = this.#columns.folds;
    this.#rowOfSpan = this.#columns.rowOfSpan;
    this.#hiddenCounts = new Uint32Array(capacity);
    const shown = index.resolve(BigUint64Array.from(view.shownSpans, spanIdToBigInt)).filter((span) => span !== -1);
    this.#shown = shown.map((span) => found.order.positions[span] as number).sort();
  }

  add(target: number, depth: number, fold: number): void {
    const row = this.#count++;
    this.#targets[row] = target;
    this.#depths[row] = depth;
    this.#folds[row] = fold;
    if (target >= 0) this.#rowOfSpan[target] = row;
  }

  addGap(from: number, end: number, depth: number): void {
    this.#hiddenCounts[this.#count] = end - from;
    this.add(gapTarget(this.found.order.spans[from] as number), depth, Fold.Closed);
  }

  /** Whether the stretch was unfolded. */
  isShown(from: number, end: number): boolean {
    return lowerBound(this.#shown, from) < lowerBound(this.#shown, end);
  }

  finish(maxDepth: number): Rows {
    return trimmed(this.view.grouping, this.#columns, this.#count, maxDepth, this.#hiddenCounts);
  }
}
