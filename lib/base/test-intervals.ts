/** A stretch from `start` to `end`, `start <= end`, in whatever unit the caller uses. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * The same ground covered by as few intervals as possible, sorted by start. Intervals that overlap or touch become one;
 * an empty interval (`start === end`) stays only where nothing else covers its point. An interval that ends before it
 * starts covers nothing and is left out. O(n log n); the input is not changed.
 */
export function mergeIntervals(intervals: Iterable<Interval>): Interval[] {
  const sorted = [...intervals].filter((each) => each.start <= each.end).sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
