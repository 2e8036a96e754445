import type { Trace } from './trace';
import type { TraceTree } from './tree';

/**
 * The root whose critical path is shown unless another is asked for: of the spans that claim no parent (of all roots, if
 * there is none) the one that ends last, then the longest, then the first. -1 for a trace without spans.
 */
export function mainRoot({ starts, durations }: Trace, { roots, missingParents, cycleCuts }: TraceTree): number {
  let best = -1;
  let bestRank: readonly number[] = [];
  for (const root of roots) {
    const claimsNoParent = missingParents[root] === 0 && cycleCuts[root] === 0 ? 1 : 0;
    const duration = durations[root] as number;
    const rank = [claimsNoParent, (starts[root] as number) + duration, duration];
    const decisive = rank.findIndex((value, i) => value !== bestRank[i]);
    if (best === -1 || (decisive !== -1 && (rank[decisive] as number) > (bestRank[decisive] as number))) {
      best = root;
      bestRank = rank;
    }
  }
  return best;
}
