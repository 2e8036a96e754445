/** What happened on a feed in some stretch of time. */
export interface FeedWindow {
  /** Messages that came: good ones, duplicates and late ones, unreadable frames. */
  readonly received: number;
  /** Of those, duplicates, out of order, or unreadable. */
  readonly bad: number;
  /** Numbers that were skipped. */
  readonly missing: number;
  readonly symbols: number;
  /** Symbols without a message for too long. */
  readonly stale: number;
  /** Share of the time in which the feed was not subscribed, 0 to 1. */
  readonly down: number;
}

/**
 * Data quality from 0 to 100: the product of four shares of what should have been and was,
 *
 *     100 · arrived · clean · fresh · up
 *     arrived = (received − bad) / (received − bad + missing)     clean = 1 − bad / received
 *     fresh   = 1 − stale / symbols                               up    = 1 − down
 *
 * A share of nothing is 1. One message in a hundred lost costs one point; a feed that is down all the time has 0.
 */
export function qualityScore({ received, bad, missing, symbols, stale, down }: FeedWindow): number {
  const good = received - bad;
  const arrived = share(good, good + missing);
  const clean = share(good, received);
  const fresh = share(symbols - stale, symbols);
  return 100 * arrived * clean * fresh * (1 - Math.min(1, Math.max(0, down)));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
