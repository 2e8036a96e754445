import { describe, expect, it } from 'vitest';
import type { Quote } from '../services/market-data';
import { judge, type LegState, type Pair, spreadOf } from './arbitrage-outcome';

const quote = (bid: number, ask: number): Quote => ({ bid, ask, atUnixNano: '1', sequence: 1, ageMs: 1 });
const pair: Pair = {
  asset: 'BTC',
  markets: [
    { venue: 'binance', symbol: 'BTCUSDT' },
    { venue: 'kraken', symbol: 'BTCUSD' },
  ],
};

describe('the spread between two venues', () => {
  it('is bought where it is cheap and sold where it is dear; both worst prices together lose nothing', () => {
    const plan = spreadOf(pair, [quote(6_100_000, 6_100_100), quote(6_101_000, 6_101_100)]);
    // 900 ticks: each leg may be worse by 449, which leaves two ticks.
    expect(plan?.map(({ venue, side, seenPrice, worstPrice }) => [venue, side, seenPrice, worstPrice])).toEqual([
      ['binance', 'buy', 6_100_100, 6_100_549],
      ['kraken', 'sell', 6_101_000, 6_100_551],
    ]);
  });

  it('is found in either direction', () => {
    const plan = spreadOf(pair, [quote(6_102_000, 6_102_100), quote(6_101_000, 6_101_100)]);
    expect(plan?.map(({ venue, side }) => `${venue} ${side}`)).toEqual(['kraken buy', 'binance sell']);
  });

  it('of one tick leaves no room to slip', () => {
    const plan = spreadOf(pair, [quote(99, 100), quote(101, 102)]);
    expect(plan?.map(({ worstPrice }) => worstPrice)).toEqual([100, 101]);
  });

  it.each([
    ['prices are the same', quote(99, 100), quote(100, 101)],
    ['one venue has said nothing', quote(99, 100), null],
    ['nobody sells where it is cheap, and nobody buys', quote(0, 0), quote(100, 101)],
  ])('is none when %s', (_what, one, other) => {
    expect(spreadOf(pair, [one, other])).toBeNull();
  });
});

describe('the outcome of an arbitrage', () => {
  const aim = { quantity: 0.5, buyVenue: 'binance', buyPrice: 61_001, sellVenue: 'kraken', sellPrice: 61_010 } as const;
  const leg = (
    state: LegState,
    filled: number,
    averagePrice: number | null,
    doneAtUnixNano: string | null = '1000000',
  ) => ({
    state,
    filled,
    averagePrice,
    doneAtUnixNano,
  });

  it('is a success when both legs are whole, with profit after slippage and the skew between the legs', () => {
    // Bought 2.00 dearer and sold 1.00 cheaper than seen: 0.5 · (9 − 3).
    expect(judge(aim, leg('filled', 0.5, 61_003), leg('filled', 0.5, 61_009, '16500000'))).toEqual({
      attributes: {
        'arbitrage.success': true,
        'arbitrage.buy_venue': 'binance',
        'arbitrage.sell_venue': 'kraken',
        'arbitrage.buy_state': 'filled',
        'arbitrage.sell_state': 'filled',
        'arbitrage.matched_quantity': 0.5,
        'arbitrage.unhedged_quantity': 0,
        'arbitrage.expected_profit': 4.5,
        'arbitrage.profit': 3,
        'arbitrage.slippage': 1.5,
        'arbitrage.leg_skew_ms': 15.5,
      },
      failure: null,
    });
  });

  it('is a missed leg when one is not whole; what is not matched is unhedged, and nobody speaks of profit', () => {
    const { attributes, failure } = judge(aim, leg('filled', 0.5, 61_001), leg('cancelled', 0.2, 61_010));
    expect(attributes).toMatchObject({
      'arbitrage.success': false,
      'arbitrage.failure_reason': 'leg_missed',
      'arbitrage.missed_legs': ['sell'],
      'arbitrage.buy_state': 'filled',
      'arbitrage.sell_state': 'cancelled',
      'arbitrage.matched_quantity': 0.2,
      'arbitrage.unhedged_quantity': 0.3,
    });
    expect(Object.keys(attributes)).not.toContain('arbitrage.profit');
    expect(Object.keys(attributes)).not.toContain('arbitrage.slippage');
    expect(failure).toBe('leg_missed: sell at kraken cancelled with 0.2 of 0.5.');
  });

  it('is a spread that was gone when both legs came too late for any fill', () => {
    const { attributes, failure } = judge(aim, leg('cancelled', 0, null), leg('cancelled', 0, null));
    expect(attributes).toMatchObject({
      'arbitrage.failure_reason': 'spread_gone',
      'arbitrage.missed_legs': ['buy', 'sell'],
    });
    expect(failure).toBe(
      'spread_gone: buy at binance cancelled with 0 of 0.5, sell at kraken cancelled with 0 of 0.5.',
    );
  });

  it.each(['rejected', 'unknown', 'failed'] as const)(
    'is no spread that was gone when a leg without fills is %s',
    (state) => {
      const { attributes } = judge(aim, leg(state, 0, null), leg('cancelled', 0, null));
      expect(attributes['arbitrage.failure_reason']).toBe('leg_missed');
    },
  );

  it('has no skew when one leg was never heard of again', () => {
    const { attributes } = judge(aim, leg('filled', 0.5, 61_001), leg('unknown', 0, null, null));
    expect(attributes).toMatchObject({ 'arbitrage.missed_legs': ['sell'], 'arbitrage.sell_state': 'unknown' });
    expect(Object.keys(attributes)).not.toContain('arbitrage.leg_skew_ms');
  });
});
