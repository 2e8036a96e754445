import type { Nanos } from '@/lib/base/units';

/** Bins of lengths of time to a doubling: each is 1.1 % wide. */
export const BINS_PER_DOUBLING = 64;

/** As many bars can be told apart in the width of a panel. */
const MAX_BARS = 40;
/** Lengths that are all alike stand as a peak in the middle, rather than as one bar over everything. */
const MIN_BARS = 16;

/** The spans that took from `fromNanos` on and less than `toNanos`. */
export interface Bar {
  readonly fromNanos: Nanos;
  readonly toNanos: Nanos;
  readonly count: number;
}

/**
 * Bars of a distribution, equally wide on a logarithmic scale and without a gap, 16 to 40 of them, from fine bins: bin `b`
 * counts the lengths from 2^(b/64) ns to 2^((b+1)/64) ns, and 0 ns counts as half a nanosecond. Every length is in one bar.
 *
 *     bins   ▂ ▅█▃▁   ▁          64 to a doubling, only those with a count
 *     bars   ▂▁█▃▁▁▁▁▁           as many bins to each as make at most 40
 *
 * @param bins `[bin, count]` in any order; none gives no bars
 */
export function foldBins(bins: readonly (readonly [number, number])[]): Bar[] {
  if (bins.length === 0) return [];
  const numbers = bins.map(([bin]) => bin);
  const lowest = Math.min(...numbers);
  const width = Math.max(...numbers) - lowest + 1;
  const perBar = Math.ceil(width / MAX_BARS);
  const barCount = Math.max(MIN_BARS, Math.ceil(width / perBar));
  const first = lowest - Math.floor((barCount * perBar - width) / 2);
  const counts = Array.from({ length: barCount }, () => 0);
  for (const [bin, count] of bins) {
    const bar = Math.floor((bin - first) / perBar);
    counts[bar] = (counts[bar] ?? 0) + count;
  }
  const edge = (bar: number) => 2 ** ((first + bar * perBar) / BINS_PER_DOUBLING);
  return counts.map((count, bar) => ({ fromNanos: edge(bar), toNanos: edge(bar + 1), count }));
}
