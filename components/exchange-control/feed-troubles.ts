import type { ExchangeFeed } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';

/** What a feed's row has no column for, as far as there is any: why it is in its state, rarer troubles, stale symbols. */
export function feedTroubles(feed: ExchangeFeed): string {
  const counted = [
    [feed.outOfOrder, 'out of order'],
    [feed.parseErrors, 'not understood'],
    [feed.heartbeatsMissed, 'heartbeats missed'],
  ] as const;
  return [
    feed.reason,
    ...counted.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`),
    feed.staleSymbols.length > 0 ? `stale: ${feed.staleSymbols.join(', ')}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
