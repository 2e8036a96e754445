import type { FeedReport } from '../feed/statistics';

/** A feed as the page shows it: the shape of `exchangeFeed` in lib/api/exchange-contract.ts. */
export interface FeedView {
  readonly venue: string;
  readonly state: 'connecting' | 'connected' | 'authenticated' | 'subscribed' | 'disconnected';
  readonly reason: string;
  readonly messages: number;
  readonly messagesPerSecond: number;
  readonly gaps: number;
  readonly duplicates: number;
  readonly outOfOrder: number;
  readonly parseErrors: number;
  readonly heartbeatsMissed: number;
  readonly reconnects: number;
  readonly ageP50Ms: number | null;
  readonly ageP99Ms: number | null;
  readonly staleSymbols: string[];
  readonly qualityScore: number;
}

export function feedView({ state, anomalies, symbols, ...report }: FeedReport): FeedView {
  const { venue, reason, messages, rate, reconnects, ageP50Ms, ageP99Ms, quality } = report;
  return {
    venue,
    state: state.toLowerCase() as FeedView['state'],
    reason,
    messages,
    messagesPerSecond: rate,
    gaps: anomalies.gap,
    duplicates: anomalies.duplicate,
    outOfOrder: anomalies.out_of_order,
    parseErrors: anomalies.parse_error,
    heartbeatsMissed: anomalies.heartbeat_missed,
    reconnects,
    // A clock that was set makes ages negative.
    ageP50Ms: ageP50Ms === null ? null : Math.max(0, ageP50Ms),
    ageP99Ms: ageP99Ms === null ? null : Math.max(0, ageP99Ms),
    staleSymbols: symbols.filter(({ stale }) => stale).map(({ symbol }) => symbol),
    qualityScore: quality,
  };
}
