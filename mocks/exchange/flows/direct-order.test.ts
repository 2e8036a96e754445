import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { type DirectOrder, drawDirectOrder, execute, notionalOf } from './direct-order';

const sides = fc.constantFrom('buy' as const, 'sell' as const);
const ticks = fc.integer({ min: 1, max: 1_000_000_000 });

/** Whatever is wanted of BTC at a limit, or at the market. */
const orderOf = (side: 'buy' | 'sell', marketPrice: number, price: number | null): DirectOrder => ({
  orderId: 'o',
  clientOrderId: 'c',
  userId: 'u',
  symbol: 'BTCUSDT',
  side,
  type: price === null ? 'market' : 'limit',
  price,
  worstPrice: price ?? 1,
  lots: 1,
  marketPrice,
});

const filled = (order: DirectOrder) => execute({ order, venue: 'binance' }, () => 'FILL');

describe('the execution of a direct order', () => {
  it('never fills a limit order worse than its limit, and always when slippage leaves the market within it', () => {
    fc.assert(
      fc.property(sides, ticks, fc.integer({ min: -20, max: 20 }), (side, marketPrice, away) => {
        // Around the slipped price, where it is decided.
        const slippage = side === 'buy' ? 1.001 : 0.999;
        const price = Math.max(1, Math.round(marketPrice * slippage) + away);
        const { fillId, offeredPrice } = filled(orderOf(side, marketPrice, price));
        const isWorse = side === 'buy' ? offeredPrice > price : offeredPrice < price;
        expect(fillId).toBe(isWorse ? null : 'FILL');
      }),
    );
  });

  it('fills a market order at the slipped price, a thousandth worse than the market to the tick', () => {
    fc.assert(
      fc.property(sides, ticks, (side, marketPrice) => {
        const { fillId, offeredPrice } = filled(orderOf(side, marketPrice, null));
        const worse = (offeredPrice - marketPrice) * (side === 'buy' ? 1 : -1);
        expect(fillId).toBe('FILL');
        expect(Math.abs(worse - marketPrice / 1_000)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});

describe('drawn direct orders', () => {
  const drawn = (() => {
    const rng = createRng(1);
    let id = 0;
    return Array.from({ length: 800 }, () => drawDirectOrder(rng, (prefix) => `${prefix}-${++id}`, 100_000));
  })();
  const share = (of: (order: DirectOrder) => boolean) => drawn.filter(of).length / drawn.length;

  it('are market orders in five of eight, and limit orders that are cancelled in one', () => {
    expect(share(({ price }) => price === null)).toBeCloseTo(5 / 8, 1);
    expect(share((order) => filled(order).fillId === null)).toBeCloseTo(1 / 8, 1);
  });

  it('are worth more than the limit in one of eight', () => {
    expect(share((order) => notionalOf(order) > 100_000)).toBeCloseTo(1 / 8, 1);
  });
});
