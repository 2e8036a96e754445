import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order, TimeInForce } from './orders/types';
import { byName, testExchange } from './test-support';

/** Between the market maker's best prices: it rests unless another client meets it there. */
const PRICE = '61000.50';
const buy = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: PRICE, quantity: '0.1' };
const offer = { ...buy, side: 'sell', quantity: '0.04' };

/** An exchange at which the fund offers 0.04 at the price. `place` gives what became of the demo user's orders in the end. */
async function withOffer(batch?: { orders: number; waitMs: number }) {
  const exchange = await testExchange(batch ? { batch } : {});
  await exchange.place({ token: exchange.tokens.fund, body: offer });
  const before = exchange.spans().length;
  const reserved = () =>
    exchange.ledger.snapshot().find(({ owner, asset }) => owner === 'USR-1' && asset === 'USDT')?.balance.reserved;
  return {
    ...exchange,
    reserved,
    spans: () => exchange.spans().slice(before),
    place: async (...bodies: object[]): Promise<(Order | undefined)[]> => {
      const answers = await exchange.place(...bodies.map((body) => ({ token: exchange.tokens.user, body })));
      return answers.map((answer) => {
        const { orderId } = answer as Order;
        return exchange.states.findLast((state) => state.orderId === orderId);
      });
    },
  };
}

describe('an order that is immediate or cancel', () => {
  it('trades what is there, and its rest is cancelled and its money free', async () => {
    const { place, reserved, reconcile, faults } = await withOffer();
    expect(await place({ ...buy, timeInForce: 'ioc' })).toMatchObject([
      {
        state: 'cancelled',
        timeInForce: 'ioc',
        filledQuantity: '0.04',
        averagePrice: '61000.5000',
        reason: 'Nobody offered the rest at an acceptable price.',
      },
    ]);
    expect([reserved(), reconcile(), faults]).toEqual([0n, [], []]);
  });

  it('waits in no batch, and shares no exchange order', async () => {
    const { place, spans } = await withOffer({ orders: 2, waitMs: 60_000 });
    const ioc = { ...buy, quantity: '0.02', timeInForce: 'ioc' };
    expect(await place(ioc, ioc)).toMatchObject([{ state: 'filled' }, { state: 'filled' }]);
    expect(byName(spans(), 'order_batching')).toEqual([]);
    const sent = byName(spans(), 'exchange_order_send').map(({ attributes }) => attributes);
    expect(sent).toMatchObject([
      { 'order.quantity': 0.02, 'order.time_in_force': 'IOC' },
      { 'order.quantity': 0.02, 'order.time_in_force': 'IOC' },
    ]);
  });
});

describe('an order that is to be filled whole or not at all', () => {
  it('is not filled when less is there: it is cancelled, its money free, the offer untouched', async () => {
    const { place, reserved, reconcile, states } = await withOffer();
    expect(await place({ ...buy, timeInForce: 'fok' })).toMatchObject([
      { state: 'cancelled', filledQuantity: '0', reason: 'Nobody offered all of it at once at an acceptable price.' },
    ]);
    expect(states.findLast(({ userId }) => userId === 'USR-2')).toMatchObject({ state: 'accepted' });
    expect([reserved(), reconcile()]).toEqual([0n, []]);
  });

  it('goes to its venue as one exchange order, at a price of its own or at the market’s', async () => {
    const { place, spans, reconcile } = await withOffer();
    const [limit, market] = await place(
      { ...buy, quantity: '0.04', timeInForce: 'fok' },
      { symbol: 'ETHUSDT', side: 'buy', type: 'market', quantity: '0.1', timeInForce: 'fok' },
    );
    expect([limit?.state, market?.state]).toEqual(['filled', 'filled']);
    const sent = byName(spans(), 'exchange_order_send').map(({ attributes }) => attributes['order.time_in_force']);
    expect(sent).toEqual(['FOK', 'FOK']);
    expect(reconcile()).toEqual([]);
  });
});

describe('the end of the trading day', () => {
  it('ends the day orders with the reason and frees their money, and leaves the others', async () => {
    const { place, settled, market, states, spans, reserved, reconcile, faults } = await withOffer();
    const low = { ...buy, price: '60000.00' };
    const [day, gtc] = await place({ ...low, timeInForce: 'day' }, low);
    // Not merged with each other, and each cut into two.
    expect(await settled(market.endSession())).toEqual({
      expiredExchangeOrders: 2,
      expiredClientOrders: 1,
      deadVenues: [],
    });
    const latest = (order?: Order) => states.findLast(({ orderId }) => orderId === order?.orderId);
    expect(latest(day)).toMatchObject({
      state: 'cancelled',
      reason: 'The trading day has ended, and it was good for that day only.',
    });
    expect(latest(gtc)).toMatchObject({ state: 'accepted', timeInForce: 'gtc' });
    const heard = byName(spans(), 'external_exchange_ws_recv').map(({ attributes }) => attributes['exec.type']);
    expect(heard.filter((type) => type === 'Expired')).toHaveLength(2);
    // 0.1 at 60,000
    expect([reserved(), reconcile(), faults]).toEqual([6_000n * 100_000_000n, [], []]);
  });

  it('keeps what a day order has bought, and names the venues that have none to end', async () => {
    const { place, settled, market, states, reconcile } = await withOffer();
    await place({ ...buy, timeInForce: 'day' });
    await market.faultsOf('kraken').die();
    expect(await settled(market.endSession())).toMatchObject({ deadVenues: ['kraken'] });
    expect(states.at(-1)).toMatchObject({ state: 'cancelled', filledQuantity: '0.04' });
    expect(reconcile()).toEqual([]);
  });
});

const drawnOrder = fc.record({
  who: fc.constantFrom('user' as const, 'fund' as const),
  side: fc.constantFrom('buy', 'sell'),
  lots: fc.integer({ min: 1, max: 40 }),
  steps: fc.integer({ min: -4, max: 4 }),
  timeInForce: fc.constantFrom<TimeInForce>('gtc', 'day', 'ioc', 'fok'),
});

it('adds up whatever orders are good for and whenever the day ends; only who may wait is left', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(drawnOrder, { minLength: 1, maxLength: 12 }),
      fc.nat(200),
      fc.nat(1000),
      async (drawn, endsAfterMs, seed) => {
        const { place, settled, clock, market, tokens, states, ...exchange } = await testExchange({ seed });
        const endOfDay = async () => {
          await clock.sleep(endsAfterMs);
          await market.endSession();
        };
        const ended = endOfDay();
        await place(
          ...drawn.map(({ who, side, lots, steps, timeInForce }) => {
            const price = (61_000 + steps * 0.5).toFixed(2);
            const quantity = (lots / 1000).toFixed(3);
            return {
              token: tokens[who],
              body: { symbol: 'BTCUSDT', side, type: 'limit', price, quantity, timeInForce },
            };
          }),
        );
        await settled(ended);
        await settled(market.endSession());
        expect([exchange.faults, exchange.inFlight(), exchange.reconcile()]).toEqual([[], 0, []]);
        const latest = new Map(states.map((state) => [state.orderId, state]));
        for (const { state, timeInForce, filledQuantity, quantity } of latest.values()) {
          if (state === 'accepted' || state === 'partially_filled') expect(timeInForce).toBe('gtc');
          if (timeInForce === 'fok') expect(['0', quantity]).toContain(filledQuantity);
        }
      },
    ),
    { numRuns: 15, endOnFailure: true },
  );
});
