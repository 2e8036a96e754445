import type { PeersResponse } from '@/lib/api/contract';
import { SPAN_START } from './test-span';

/** Peers in bars of a doubling each, from 1 ns on; what else there is to know of them is plain. */
export function peersOf(counts: readonly number[]): PeersResponse {
  const count = counts.reduce((sum, each) => sum + each, 0);
  return {
    startUnixNano: SPAN_START,
    endUnixNano: String(BigInt(SPAN_START) + 3_600_000_000_000n),
    count,
    shorter: 0,
    alike: 0,
    min: 1,
    p50: 2,
    p95: 3,
    p99: 3,
    max: 2 ** counts.length,
    bars: counts.map((each, i) => ({ fromNanos: 2 ** i, toNanos: 2 ** (i + 1), count: each })),
  };
}
