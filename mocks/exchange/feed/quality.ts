/** What happened on a feed in the last {@link QUALITY_WINDOW_S}, or since its start when that is shorter. */
export interface FeedWindow {
  /** Messages that came: good ones, duplicates and late ones, unreadable frames. */
  readonly received: number;
  /** Of those, duplicates, out of order, or unreadable. */
  readonly bad: number;
  /** Numbers that were skipped. */
  readonly missing: number;
  /** Connections that were given up because the venue was silent. */
  readonly heartbeatsMissed: number;
  /** Times that it was connected anew. */
  readonly reconnects: number;
  /** Share of the time in which the feed was not subscribed, 0 to 1. */
  readonly down: number;
  readonly symbols: number;
  /** Symbols that are without a message for too long now. */
  readonly stale: number;
}

/** So long after trouble ends its feed is at 100 again; stale symbols count only while they are stale. */
export const QUALITY_WINDOW_S = 30;

/**
 * Points that are taken off. Prices are traded on: one message in ten lost, or one in five bad, makes a feed useless, and what
 * was disconnected may have missed anything.
 */
const POINTS = {
  missingPercent: 10,
  badPercent: 5,
  heartbeatMissed: 10,
  reconnect: 5,
  downPercent: 1,
  stalePercent: 1,
} as const;

/**
 * Data quality from 100, nothing wrong, down to 0. Each trouble takes its points off, and no more than all are taken:
 *
 *     missing       10 for each per cent of the messages that should have come, missing / (received − bad + missing)
 *     bad            5 for each per cent of the messages that came
 *     no heartbeat  10 each
 *     reconnect      5 each
 *     down           1 for each per cent of the time
 *     stale          1 for each per cent of the symbols
 *
 * A per cent of nothing is 0. So one number in 25 skipped gives 60, a disconnect every 4 s about 60, one stale symbol of two 50.
 */
export function qualityScore(window: FeedWindow): number {
  const { received, bad, missing, heartbeatsMissed, reconnects, down, symbols, stale } = window;
  const lost =
    POINTS.missingPercent * percent(missing, received - bad + missing) +
    POINTS.badPercent * percent(bad, received) +
    POINTS.heartbeatMissed * heartbeatsMissed +
    POINTS.reconnect * reconnects +
    POINTS.downPercent * percent(down, 1) +
    POINTS.stalePercent * percent(stale, symbols);
  return Math.max(0, 100 - lost);
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}
