import type { Attributes } from '@opentelemetry/api';
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

export interface LegResult {
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
  readonly buyPrice: number;
  readonly sellPrice: number;
}

/**
 * What became of both legs, for the root of the trace. Succeeds when both were filled whole. Nothing filled: the spread was
 * gone. Anything else is a missed leg, and what only one leg has is unhedged. Profit and slippage are of what both have.
 */
export function judge({ quantity, buyPrice, sellPrice }: Aim, buy: LegResult, sell: LegResult): Attributes {
  const matched = Math.min(buy.filled, sell.filled);
  const unhedged = rounded(Math.abs(buy.filled - sell.filled));
  const success = buy.filled === quantity && sell.filled === quantity;
  const gone = buy.filled === 0 && sell.filled === 0;
  const missed = [buy.filled < quantity ? ['buy'] : [], sell.filled < quantity ? ['sell'] : []].flat();
  const profit = matched === 0 ? 0 : matched * ((sell.averagePrice ?? 0) - (buy.averagePrice ?? 0));
  return {
    'arbitrage.success': success,
    ...(success ? {} : { 'arbitrage.failure_reason': gone ? 'spread_gone' : 'leg_missed' }),
    ...(success || gone ? {} : { 'arbitrage.missed_legs': missed }),
    'arbitrage.matched_quantity': matched,
    'arbitrage.unhedged_quantity': unhedged,
    'arbitrage.expected_profit': rounded(quantity * (sellPrice - buyPrice)),
    'arbitrage.profit': rounded(profit),
    'arbitrage.slippage': rounded(matched * (sellPrice - buyPrice) - profit),
    ...(buy.doneAtUnixNano !== null && sell.doneAtUnixNano !== null
      ? { 'arbitrage.leg_skew_ms': skewMs(buy.doneAtUnixNano, sell.doneAtUnixNano) }
      : {}),
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
