import type { PeersResponse } from '@/lib/api/contract';
import type { Nanos } from '@/lib/base/units';

/** What is drawn of a distribution: places and heights as shares of the width and the height, 0 to 1. */
export interface PeerLayout {
  readonly bars: readonly { readonly left: number; readonly width: number; readonly height: number }[];
  /** Where the span's own length is. */
  readonly span: number;
  readonly percentiles: readonly { readonly name: string; readonly at: number }[];
}

/** A bar with one span among thousands is still to be seen. */
const LEAST_HEIGHT = 0.06;

/** Bars on a logarithmic scale of time, the highest as high as there is room. No bars: nothing is laid out. */
export function layoutPeers(peers: PeersResponse, durationNanos: Nanos): PeerLayout | null {
  const { bars, p50, p95, p99 } = peers;
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return null;
  const from = Math.log2(first.fromNanos);
  const to = Math.log2(last.toNanos);
  // 0 ns has no logarithm, and counts as half a nanosecond.
  const placeOf = (nanos: Nanos) => Math.min(1, Math.max(0, (Math.log2(Math.max(nanos, 0.5)) - from) / (to - from)));
  const highest = Math.max(...bars.map((bar) => bar.count));
  const width = 1 / bars.length;
  return {
    bars: bars.flatMap(({ count }, i) =>
      count === 0 ? [] : [{ left: i * width, width, height: Math.max(LEAST_HEIGHT, count / highest) }],
    ),
    span: placeOf(durationNanos),
    percentiles: [
      { name: 'p50', at: p50 },
      { name: 'p95', at: p95 },
      { name: 'p99', at: p99 },
    ].flatMap(({ name, at }) => (at === null ? [] : [{ name, at: placeOf(at) }])),
  };
}
