import type { PeersResponse } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { formatShare } from '@/lib/latency/format';

type Rank = Pick<PeersResponse, 'count' | 'shorter' | 'alike'>;

/** How many peers there are besides the span itself, which is one of those that took as long as it did. */
export function otherCount({ count, alike }: Rank): number {
  return alike > 0 ? count - 1 : count;
}

/** Where a span stands among the others of its operation, `Slower than 97.3 % of 12,034 others`, `Slower than 3 of 40 others`; null when there are none. */
export function rankWords(rank: Rank): string | null {
  const others = otherCount(rank);
  if (others === 0) return null;
  const all = others === 1 ? 'the one other' : `all ${formatCount(others)} others`;
  if (rank.shorter === others) return `Slower than ${all}`;
  if (rank.shorter > 0) return `Slower than ${partWords(rank.shorter, others)} of ${formatCount(others)} others`;
  if (rank.alike <= 1) return `Faster than ${all}`;
  return rank.alike - 1 === others ? `As fast as ${all}` : `None of ${formatCount(others)} others was faster`;
}

/** A share of few would seem more exact than it is. */
function partWords(part: number, whole: number): string {
  if (whole < 100) return String(part);
  return formatShare(part / whole)
    .replace('> ', 'over ')
    .replace('< ', 'under ');
}
