import type { Attributes } from '@opentelemetry/api';
import type { Order } from '../orders/types';
import type { Quote } from '../services/market-data';
import type { VenueName } from '../venues/venues';

/** One asset at two venues. Both symbols count prices and quantities in the same steps; USDT is taken for a dollar. */
export interface Pair {
  readonly asset: string;
  readonly markets: readonly [Market, Market];
}

export interface Market {
  readonly venue: VenueName;
  readonly symbol: string;
}

export interface LegPlan extends Market {
  readonly side: 'buy' | 'sell';
  /** What was seen, and the worst that is acceptable, in ticks. */
  readonly seenPrice: number;
  readonly worstPrice: number;
  readonly quote: Quote;
}

/** How a leg ended: as its order did, or `unknown` (no word of it in time) or `failed` (a service broke or was silent). */
export type LegState = Order['state'] | 'unknown' | 'failed';

export interface LegResult {
  readonly state: LegState;
  readonly filled: number;
  /** null when nothing was filled. */
  readonly averagePrice: number | null;
  /** When it was done; null when that was never heard. */
  readonly doneAtUnixNano: string | null;
}

/**
 * Buys where the ask is lower and sells where the bid is higher, if that leaves anything. Each leg may be worse than what was
 * seen by less than half of the spread, so that both together never lose:
 *
 *     ask 61,001 at A, bid 61,010 at B      spread 9.00, 900 ticks
 *     buy at A up to 61,005.49              sell at B down to 61,005.51
 *
 * @returns null when there is no spread, or a price is missing.
 */
export function spreadOf({ markets: [one, other] }: Pair, quotes: readonly [Quote | null, Quote | null]) {
  const [first, second] = quotes;
  if (!first || !second) return null;
  return planOf(one, first, other, second) ?? planOf(other, second, one, first);
}

function planOf(buyAt: Market, buy: Quote, sellAt: Market, sell: Quote): readonly [LegPlan, LegPlan] | null {
  if (buy.ask === 0 || sell.bid === 0 || sell.bid <= buy.ask) return null;
  const tolerance = Math.floor((sell.bid - buy.ask - 1) / 2);
  return [
    { ...buyAt, side: 'buy', seenPrice: buy.ask, worstPrice: buy.ask + tolerance, quote: buy },
    { ...sellAt, side: 'sell', seenPrice: sell.bid, worstPrice: sell.bid - tolerance, quote: sell },
  ];
}

/** What was aimed at: prices and quantity as numbers of their units. */
export interface Aim {
  readonly quantity: number;
  readonly buyVenue: VenueName;
  readonly buyPrice: number;
  readonly sellVenue: VenueName;
  readonly sellPrice: number;
}

/** For the root of the trace: its attributes, and the message of its error status; null for a success. */
export interface Outcome {
  readonly attributes: Attributes;
  readonly failure: string | null;
}

/** Why there were no legs at all. */
export function notTried(reason: 'spread_gone' | 'no_market_data'): Outcome {
  const why = reason === 'spread_gone' ? 'no price difference was left to trade on' : 'a venue has sent no prices';
  return {
    attributes: { 'arbitrage.success': false, 'arbitrage.failure_reason': reason },
    failure: `${reason}: ${why}; no order was sent.`,
  };
}

/**
 * What became of both legs. A success when both were filled whole, and only then is there a profit, after slippage. The spread
 * was gone when both came too late for any fill (`cancelled`). Anything else is a missed leg: what one leg has more than the other is
 * unhedged, and what it will be worth nobody knows.
 */
export function judge(aim: Aim, buy: LegResult, sell: LegResult): Outcome {
  const { quantity, buyVenue, buyPrice, sellVenue, sellPrice } = aim;
  const attributes = {
    'arbitrage.buy_venue': buyVenue,
    'arbitrage.sell_venue': sellVenue,
    'arbitrage.buy_state': buy.state,
    'arbitrage.sell_state': sell.state,
    'arbitrage.matched_quantity': Math.min(buy.filled, sell.filled),
    'arbitrage.unhedged_quantity': rounded(Math.abs(buy.filled - sell.filled)),
    'arbitrage.expected_profit': rounded(quantity * (sellPrice - buyPrice)),
    ...(buy.doneAtUnixNano !== null && sell.doneAtUnixNano !== null
      ? { 'arbitrage.leg_skew_ms': skewMs(buy.doneAtUnixNano, sell.doneAtUnixNano) }
      : {}),
  };
  const legs = [
    { side: 'buy', venue: buyVenue, ...buy },
    { side: 'sell', venue: sellVenue, ...sell },
  ];
  const missed = legs.filter(({ filled }) => filled < quantity);
  if (missed.length === 0) {
    const profit = quantity * ((sell.averagePrice ?? 0) - (buy.averagePrice ?? 0));
    const slippage = quantity * (sellPrice - buyPrice) - profit;
    const money = { 'arbitrage.profit': rounded(profit), 'arbitrage.slippage': rounded(slippage) };
    return { attributes: { ...attributes, 'arbitrage.success': true, ...money }, failure: null };
  }
  const reason = legs.every(({ filled, state }) => filled === 0 && state === 'cancelled')
    ? 'spread_gone'
    : 'leg_missed';
  const told = missed.map(
    ({ side, venue, state, filled }) => `${side} at ${venue} ${state} with ${filled} of ${quantity}`,
  );
  return {
    attributes: {
      ...attributes,
      'arbitrage.success': false,
      'arbitrage.failure_reason': reason,
      'arbitrage.missed_legs': missed.map(({ side }) => side),
    },
    failure: `${reason}: ${told.join(', ')}.`,
  };
}

function skewMs(one: string, other: string): number {
  const nanos = BigInt(one) - BigInt(other);
  return Number((nanos < 0n ? -nanos : nanos) / 1_000n) / 1e3;
}

/** To 10^-8, the unit of cash: what is finer is the noise of doubles. Never -0. */
function rounded(value: number): number {
  return Math.round(value * 1e8) / 1e8 + 0;
}
