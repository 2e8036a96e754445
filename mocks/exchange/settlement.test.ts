import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from './market/decimal';
import { instrumentOf } from './market/instruments';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const limit = (side: string, quantity: string, price: string) => ({
  symbol: 'BTCUSDT',
  side,
  type: 'limit',
  quantity,
  price,
});
type Exchange = Awaited<ReturnType<typeof testExchange>>;

const balanceOf = ({ ledger }: Exchange, owner: string, asset: string) =>
  ledger.snapshot().find((account) => account.owner === owner && account.asset === asset)?.balance;

describe('an order that waits in the book', () => {
  it('is filled in the trace of whoever trades with it, linked to where it was sent', async () => {
    const exchange = await testExchange();
    const { user, fund } = exchange.tokens;
    // Best bid 61,000, best ask 61,001: one lot at 61,000.50 rests between them until the fund buys there.
    const [resting] = await exchange.place({ token: user, body: limit('sell', '0.00001', '61000.50') });
    expect(exchange.states.at(-1)).toMatchObject({ state: 'accepted' });
    await exchange.place({ token: fund, body: limit('buy', '0.00001', '61000.50') });

    const { orderId } = resting as Order;
    const [received] = byName(exchange.spans(), 'external_exchange_ws_recv').filter(
      ({ attributes }) => attributes['order.id'] === orderId && attributes['exec.type'] === 'Trade',
    );
    const [sent, sentByFund] = byName(exchange.spans(), 'exchange_order_send');
    expect(received?.spanContext().traceId).toBe(sentByFund?.spanContext().traceId);
    expect(received?.links.map(({ context }) => context.spanId)).toEqual([sent?.spanContext().spanId]);
    expect(received?.attributes).toMatchObject({ 'exchange.order_id': sent?.attributes['exchange.order_id'] });
    expect(exchange.states.slice(-2).map(({ state, averagePrice }) => `${state} ${averagePrice}`)).toEqual([
      'filled 61000.5000',
      'filled 61000.5000',
    ]);
  });
});

describe('an order that the market cannot fill', () => {
  it('is cancelled for its rest, and the money for that is free again', async () => {
    const exchange = await testExchange();
    // 60 BTC go out in eight slices of 7.5; the book offers 20 prices of two orders of 0.15 BTC at most, which is 6.
    const orders = Array.from({ length: 4 }, () => ({
      token: exchange.tokens.fund,
      body: { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '15' },
    }));
    await exchange.place(...orders);
    const done = exchange.states.slice(-1)[0];
    expect(done).toMatchObject({ state: 'cancelled', reason: 'Nobody offered the rest at an acceptable price.' });
    expect(balanceOf(exchange, 'USR-2', 'USDT')?.reserved).toBe(0n);
    const [cancelled] = traceTexts(byName(exchange.spans(), 'cancel_matching'));
    expect(cancelled).toEqual(['fill-service cancel_matching consumer']);
    expect(byName(exchange.spans(), 'release_funds').length).toBeGreaterThan(0);
    expect(exchange.faults).toEqual([]);
  });
});

const order = fc.record({
  who: fc.constantFrom('user' as const, 'fund' as const),
  side: fc.constantFrom('buy', 'sell'),
  symbol: fc.constantFrom('BTCUSDT', 'ETHUSDT', 'SOLUSDT'),
  lots: fc.integer({ min: 1, max: 300 }),
  /** Steps of the market maker from the reference price; null for a market order. */
  steps: fc.option(fc.integer({ min: -6, max: 6 })),
});

/** A client trades with itself: half of its sale is cancelled, and the other half waits. */
const OF_ITSELF = (
  [
    ['fund', 'buy', 'SOLUSDT', 33, 5],
    ['fund', 'sell', 'ETHUSDT', 11, 2],
    ['fund', 'buy', 'SOLUSDT', 238, 0],
    ['user', 'buy', 'SOLUSDT', 228, -5],
    ['user', 'sell', 'SOLUSDT', 57, -2],
    ['fund', 'sell', 'ETHUSDT', 8, -4],
    ['user', 'sell', 'SOLUSDT', 185, null],
    ['user', 'sell', 'BTCUSDT', 66, 0],
    ['fund', 'sell', 'SOLUSDT', 224, 0],
  ] as const
).map(([who, side, symbol, lots, steps]) => ({ who, side, symbol, lots, steps }));

describe('any flow of orders', () => {
  it('adds up: money, positions, allocations and what is reserved', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 14 }), fc.nat(1000), async (drawn, seed) => {
        const exchange = await testExchange({ seed });
        const before = totals(exchange);
        const bodies = drawn.map(({ who, side, symbol, lots, steps }) => {
          const { referencePrice, quoting, lotDecimals } = instrumentOf(symbol);
          const price =
            steps === null ? {} : { price: ((referencePrice + steps * quoting.stepTicks) / 100).toFixed(2) };
          const quantity = ((lots * quoting.minLots) / 10 / 10 ** lotDecimals).toFixed(lotDecimals);
          return {
            token: exchange.tokens[who],
            body: { symbol, side, type: steps === null ? 'market' : 'limit', quantity, ...price },
          };
        });
        await exchange.place(...bodies);

        expect(exchange.faults).toEqual([]);
        expect(exchange.inFlight()).toBe(0);
        expect(exchange.reconcile()).toEqual([]);
        expect(totals(exchange)).toEqual(before);
        const latest = new Map(exchange.states.map((state) => [state.orderId, state]));
        expect(positions(exchange)).toEqual(positionsFromFills(exchange, latest));
        expect(allocated(exchange)).toEqual(
          new Map(
            [...latest.values()]
              .filter(({ filledQuantity }) => filledQuantity !== '0')
              .map((o) => [o.orderId, lotsOf(o, o.filledQuantity)]),
          ),
        );
        expect(reserved(exchange)).toEqual(reservedForOpenOrders(exchange, latest));
      }),
      { numRuns: 12, endOnFailure: true, examples: [[OF_ITSELF, 722]] },
    );
  });
});

function lotsOf({ symbol }: Order, quantity: string): number {
  return quantity === '0' ? 0 : Number(parseAmount(quantity, instrumentOf(symbol).lotDecimals));
}

function totals({ ledger }: Exchange): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { asset, balance } of ledger.snapshot())
    sums.set(asset, (sums.get(asset) ?? 0n) + balance.available + balance.reserved);
  return sums;
}

/** What each user owns, by the ledger. */
function positions({ ledger }: Exchange): Map<string, bigint> {
  const clients = ledger.snapshot().filter(({ owner }) => owner.startsWith('USR'));
  return new Map(
    clients.map(({ owner, asset, balance }) => [`${owner} ${asset}`, balance.available + balance.reserved]),
  );
}

/** The same from the opening funds and the fills on the spans, in another way: number by number. */
function positionsFromFills({ spans }: Exchange, orders: ReadonlyMap<string, Order>): Map<string, bigint> {
  const UNIT = 100_000_000;
  const opening = {
    'USR-1': { USDT: 1e7, USD: 1e7, BTC: 5, ETH: 50, SOL: 1e3, AAPL: 5e3 },
    'USR-2': { USDT: 1e8, USD: 1e8, BTC: 1e3, ETH: 1e4, SOL: 1e5, AAPL: 5e5 },
  };
  const owned = new Map<string, bigint>();
  const add = (key: string, units: number) => owned.set(key, (owned.get(key) ?? 0n) + BigInt(Math.round(units)));
  for (const [user, funds] of Object.entries(opening)) {
    for (const [asset, amount] of Object.entries(funds)) add(`${user} ${asset}`, amount * UNIT);
  }
  for (const { attributes, links } of byName(spans(), 'fill_matching')) {
    for (const { attributes: share = {} } of links.slice(1)) {
      const { userId, symbol, side } = orders.get(String(share['order.id'])) as Order;
      const quantity = Number(share['allocation.quantity']) * (side === 'buy' ? 1 : -1);
      add(`${userId} ${symbol.replace('USDT', '')}`, quantity * UNIT);
      add(`${userId} USDT`, -quantity * Number(attributes['fill.price']) * UNIT);
    }
  }
  return owned;
}

/** Lots by order from the links of the fills; the shares of each fill must add up to it. */
function allocated({ spans }: Exchange): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { attributes, links } of byName(spans(), 'fill_matching')) {
    const { lotDecimals } = instrumentOf(String(attributes['order.symbol']));
    const toLots = (value: unknown) => Math.round(Number(value) * 10 ** lotDecimals);
    const shares = links.slice(1).map((link) => ({
      id: String(link.attributes?.['order.id']),
      lots: toLots(link.attributes?.['allocation.quantity']),
    }));
    expect(shares.reduce((sum, { lots }) => sum + lots, 0)).toBe(toLots(attributes['fill.quantity']));
    for (const { id, lots } of shares) sums.set(id, (sums.get(id) ?? 0) + lots);
  }
  return sums;
}

function reserved({ ledger }: Exchange): Map<string, bigint> {
  const held = ledger.snapshot().filter(({ balance }) => balance.reserved > 0n);
  return new Map(held.map(({ owner, asset, balance }) => [`${owner} ${asset}`, balance.reserved]));
}

/** Lots of orders that go on, but in part would have traded with an order of the same client. */
function cancelled({ spans }: Exchange, { orderId, symbol }: Order): number {
  return byName(spans(), 'client_order_update')
    .filter(({ attributes }) => attributes['order.id'] === orderId)
    .map(({ attributes }) => Number(attributes['order.cancelled_quantity'] ?? 0))
    .reduce((sum, quantity) => sum + Math.round(quantity * 10 ** instrumentOf(symbol).lotDecimals), 0);
}

/** An open limit order holds exactly what its rest could still cost. */
function reservedForOpenOrders(exchange: Exchange, orders: ReadonlyMap<string, Order>): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const order of orders.values()) {
    if (order.state !== 'accepted' && order.state !== 'partially_filled') continue;
    const { lotDecimals } = instrumentOf(order.symbol);
    const lots = lotsOf(order, order.quantity) - lotsOf(order, order.filledQuantity) - cancelled(exchange, order);
    expect(lotsOf(order, order.leavesQuantity)).toBe(lots);
    const rest = BigInt(lots) * 10n ** BigInt(8 - lotDecimals);
    const [asset, units] =
      order.side === 'sell'
        ? [order.symbol.replace('USDT', ''), rest]
        : ['USDT', (rest * BigInt(Math.round(Number(order.price) * 100))) / 100n];
    const key = `${order.userId} ${asset}`;
    sums.set(key, (sums.get(key) ?? 0n) + units);
  }
  return sums;
}
