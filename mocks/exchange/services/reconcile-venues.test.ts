import { describe, expect, it } from 'vitest';
import { testExchange } from '../test-support';
import { reconcileVenue } from './reconcile-venues';

const order = (orderId: string, cumLots: number, leavesLots: number) => ({ orderId, cumLots, leavesLots });

describe('reconcileVenue', () => {
  it('finds nothing where both sides have the same, in any order', () => {
    const [a, b] = [order('A', 0, 5), order('B', 2, 3)];
    expect(reconcileVenue('binance', [a, b], [b, a])).toEqual([]);
    expect(reconcileVenue('binance', [], null)).toEqual([]);
  });

  it('finds what one side does not have, and what they have differently', () => {
    const here = [order('A', 0, 5), order('B', 2, 3), order('C', 0, 1)];
    const there = [order('B', 3, 2), order('C', 0, 1), order('D', 0, 7)];
    expect(reconcileVenue('kraken', here, there)).toEqual([
      'Exchange order A is open here, and not at kraken.',
      'Exchange order B has 3 lots filled and 2 open at kraken, and 2 filled and 3 open here.',
      'Exchange order D is open at kraken with 7 lots, and unknown here.',
    ]);
  });

  it('finds every order that is open at a venue that has died', () => {
    expect(reconcileVenue('default', [order('A', 0, 5)], null)).toEqual([
      'Exchange order A is open here, and not at default.',
    ]);
  });
});

describe('the exchange', () => {
  const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.1' };

  it('finds open orders of a venue that has died and has not been given up yet', async () => {
    const exchange = await testExchange();
    await exchange.place({ token: exchange.tokens.user, body: resting });
    expect(exchange.reconcile()).toEqual([]);
    await exchange.market.faultsOf('binance').die();
    // It was sent in two slices.
    expect(exchange.reconcile().toSorted()).toEqual([
      expect.stringMatching(/^Exchange order EXO-\S+-1 is open here, and not at binance\.$/),
      expect.stringMatching(/^Exchange order EXO-\S+-2 is open here, and not at binance\.$/),
    ]);
  });

  it('finds an open order that was forgotten on its way to the venue', async () => {
    const exchange = await testExchange();
    const speak = exchange.seams.services.silence('algo-engine');
    await exchange.place({ token: exchange.tokens.user, body: resting });
    speak();
    expect(exchange.reconcile()).toEqual([
      expect.stringMatching(/^Of order ORD-\S+ 10000 lots are open, and 0 at a venue or on the way there\.$/),
    ]);
  });

  it('finds nothing in an order that waits for its batch', async () => {
    const exchange = await testExchange({ batch: { orders: 5, waitMs: 5_000 } });
    const early = async () => {
      await exchange.gateway.placeOrder({}, exchange.tokens.user, resting);
      await exchange.clock.sleep(1_000);
      return [exchange.openOrders(), exchange.reconcile()];
    };
    expect(await exchange.settled(early())).toEqual([1, []]);
  });
});
