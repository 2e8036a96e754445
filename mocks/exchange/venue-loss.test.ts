import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { isFillpathError } from '@/lib/base/errors';
import type { Order } from './orders/types';
import { byName, testExchange } from './test-support';

const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.1' };
/** Between the market maker's best bid, 61,000, and its best ask, 61,001. */
const between = { ...resting, price: '61000.50' };
const market = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.00001' };

type Exchange = Awaited<ReturnType<typeof testExchange>>;

const stateOf = ({ states }: Exchange, order: unknown) =>
  states.findLast(({ orderId }) => orderId === (order as Order).orderId);
const pass = ({ settled, clock }: Exchange, ms: number) => settled(clock.sleep(ms));
/** What a connection went through, by its spans. */
const connects = ({ spans }: Exchange, channel = 'orders') =>
  byName(spans(), 'ws.connect')
    .filter(({ attributes }) => attributes['ws.channel'] === channel && attributes['exchange.venue'] === 'binance')
    .map(({ events }) => events.map(({ name }) => name).join(' '));

describe('a venue whose connection breaks with orders open', () => {
  it('is asked for their state when it is back, and they go on', async () => {
    const exchange = await testExchange();
    const { user, fund } = exchange.tokens;
    const [order] = await exchange.place({ token: user, body: between });
    exchange.market.faultsOf('binance').disconnect('orders', 'maintenance');
    await pass(exchange, 1_000);

    const [lost] = byName(exchange.spans(), 'ws.disconnect');
    expect(lost?.events.map(({ name, attributes }) => [name, attributes?.['reason']])).toEqual([
      ['Disconnected', 'maintenance'],
    ]);
    expect(connects(exchange)).toEqual(['Disconnected Connecting Connected Authenticated']);
    const [asked] = byName(exchange.spans(), 'exchange_reconcile');
    const sent = byName(exchange.spans(), 'exchange_order_send').map((span) => span.spanContext().spanId);
    expect(asked?.links.map(({ context }) => context.spanId)).toEqual(sent);
    expect(stateOf(exchange, order)?.state).toBe('accepted');

    await exchange.place({ token: fund, body: { ...between, side: 'sell' } });
    expect(stateOf(exchange, order)?.state).toBe('filled');
    expect(exchange.faults).toEqual([]);
  });

  it('tells them afterwards what happened meanwhile', async () => {
    const exchange = await testExchange();
    const { user } = exchange.tokens;
    // The order is on its way into the venue when the connection breaks: 1 to 3 ms after the batch is closed it has been
    // sent, and no order gets in within 5 ms.
    const placed = exchange.gateway.placeOrder({}, user, market);
    exchange.clock.after(94, () => exchange.market.faultsOf('binance').disconnect('orders'));
    const order = await exchange.settled(placed);
    await pass(exchange, 1_000);
    expect(byName(exchange.spans(), 'ws.disconnect')).toHaveLength(1);
    expect(stateOf(exchange, order)?.state).toBe('filled');
    expect(exchange.faults).toEqual([]);
  });

  it('that has died and come back knows nothing of them, so they end as cancelled', async () => {
    const exchange = await testExchange();
    const [order] = await exchange.place({ token: exchange.tokens.user, body: resting });
    const { die, revive } = exchange.market.faultsOf('binance');
    await die();
    revive();
    await pass(exchange, 1_000);
    expect(stateOf(exchange, order)).toMatchObject({
      state: 'cancelled',
      reason: 'The venue could not be reached, so the rest was given up.',
    });
    expect(byName(exchange.spans(), 'exchange_reconcile')).toHaveLength(1);
    const [again] = await exchange.place({ token: exchange.tokens.user, body: market });
    expect(stateOf(exchange, again)?.state).toBe('filled');
    expect(exchange.faults).toEqual([]);
  });

  it('that stays dead is given up after ten seconds, with its orders, and those of other venues go on', async () => {
    const exchange = await testExchange();
    const { user } = exchange.tokens;
    const [order] = await exchange.place({ token: user, body: resting });
    await exchange.market.faultsOf('binance').die();
    await pass(exchange, 9_000);
    expect(stateOf(exchange, order)?.state).toBe('accepted');
    await pass(exchange, 11_000);

    expect(stateOf(exchange, order)?.state).toBe('cancelled');
    const [given] = byName(exchange.spans(), 'exchange_venue_lost');
    expect(given?.attributes).toMatchObject({ 'exchange.venue': 'binance', 'exchange.open_orders': 2 });
    const cancels = byName(exchange.spans(), 'exchange_cancel_received');
    expect(cancels.map(({ attributes }) => attributes['exchange.cancel_reason'])).toEqual([
      'venue_unavailable',
      'venue_unavailable',
    ]);
    expect(new Set(cancels.map((span) => span.spanContext().traceId))).toEqual(new Set([given?.spanContext().traceId]));
    const failed = byName(exchange.spans(), 'ws.connect');
    expect(failed.every(({ status }) => status.code === SpanStatusCode.ERROR)).toBe(true);
    expect(new Set(connects(exchange))).toEqual(new Set(['Disconnected Connecting Disconnected']));

    // A new order is told at once.
    const [late] = await exchange.place({ token: user, body: market });
    expect(stateOf(exchange, late)).toMatchObject({ state: 'cancelled' });
    expect(exchange.reconcile()).toEqual([]);
    expect(exchange.inFlight()).toBe(0);
    expect(exchange.faults).toEqual([]);
  });

  it('comes back with a growing wait: half to the whole of 200, 400, 800 ms and so on', async () => {
    const exchange = await testExchange();
    await exchange.market.faultsOf('binance').die();
    await pass(exchange, 60_000);
    const starts = byName(exchange.spans(), 'ws.connect').map(
      ({ startTime: [s, n] }) => (s - 1_800_000_000) * 1e3 + n / 1e6,
    );
    const waits = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    // The first wait ended at the first of them. Ten seconds is the longest.
    [400, 800, 1600, 3200, 6400, 10_000].forEach((whole, index) => {
      expect(waits[index]).toBeGreaterThanOrEqual(whole / 2);
      expect(waits[index]).toBeLessThanOrEqual(whole);
    });
  });
});

describe('a silent venue', () => {
  it('is found out by its heartbeats, and what it did meanwhile comes when it speaks again', async () => {
    const exchange = await testExchange();
    const { silence } = exchange.market.faultsOf('binance');
    silence(true);
    const [order] = await exchange.place({ token: exchange.tokens.user, body: market });
    expect(stateOf(exchange, order)?.state).toBe('accepted');
    await pass(exchange, 16_000);
    expect(byName(exchange.spans(), 'ws.disconnect')[0]?.attributes).toMatchObject({ 'ws.close_code': 4001 });
    silence(false);
    await pass(exchange, 20_000);
    expect(stateOf(exchange, order)?.state).toBe('filled');
    expect(exchange.reconcile()).toEqual([]);
    expect(exchange.faults).toEqual([]);
  });
});

describe('an error storm at a venue', () => {
  it('rejects orders with its reason, as errors of the venue', async () => {
    const exchange = await testExchange();
    exchange.market.faultsOf('binance').rejectOrders(1);
    const [order] = await exchange.place({ token: exchange.tokens.user, body: market });
    expect(stateOf(exchange, order)).toMatchObject({
      state: 'cancelled',
      reason: 'The venue had too much to do and refused it. Try again.',
    });
    const [failed] = byName(exchange.spans(), 'match_order');
    expect(failed?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'The venue is overloaded.' });
    expect(exchange.reconcile()).toEqual([]);
  });

  it('is as slow as it is told to be', async () => {
    const exchange = await testExchange();
    exchange.market.faultsOf('binance').addLatency(4_890);
    await exchange.place({ token: exchange.tokens.user, body: market });
    const [slow] = byName(exchange.spans(), 'match_order');
    const [s = 0, n = 0] = slow?.duration ?? [];
    expect(s * 1e3 + n / 1e6).toBeGreaterThan(4_895);
  });
});

describe('a cancelled order', () => {
  it('comes off the market, and the others that were sent with it go on', async () => {
    const exchange = await testExchange();
    const { user, fund } = exchange.tokens;
    const [mine, theirs] = await exchange.place({ token: user, body: resting }, { token: fund, body: resting });
    await exchange.settled(exchange.account.cancelOrder({}, user, (mine as Order).orderId));
    expect(stateOf(exchange, mine)).toMatchObject({ state: 'cancelled', reason: 'You cancelled it.' });
    expect(stateOf(exchange, theirs)?.state).toBe('accepted');
    expect(exchange.reconcile()).toEqual([]);
    await exchange.settled(exchange.account.cancelOrder({}, fund, (theirs as Order).orderId));
    expect(stateOf(exchange, theirs)?.state).toBe('cancelled');
    expect(exchange.reconcile()).toEqual([]);
    expect(exchange.faults).toEqual([]);
  });

  it('that still waits for its batch is never sent', async () => {
    const exchange = await testExchange({ batch: { orders: 5, waitMs: 5_000 } });
    const { gateway, account, tokens, settled, clock } = exchange;
    const early = async () => {
      const order = await gateway.placeOrder({}, tokens.user, resting);
      await clock.sleep(1_000);
      await account.cancelOrder({}, tokens.user, order.orderId);
      return order;
    };
    const order = await settled(early());
    expect(stateOf(exchange, order)?.state).toBe('cancelled');
    expect(byName(exchange.spans(), 'external_exchange_ws_send')).toEqual([]);
    expect(exchange.reconcile()).toEqual([]);
  });

  it('is refused when it is filled', async () => {
    const exchange = await testExchange();
    const [order] = await exchange.place({ token: exchange.tokens.user, body: market });
    const refusal = await exchange
      .settled(exchange.account.cancelOrder({}, exchange.tokens.user, (order as Order).orderId))
      .catch((error: unknown) => error);
    expect(isFillpathError(refusal) && refusal.details['reason']).toBe('too_late_to_cancel');
  });
});

describe('the book of a symbol', () => {
  it('is that of its venue, with the last trade, and none while the venue is dead', async () => {
    const { place, tokens, market } = await testExchange();
    expect(market.book('BTCUSDT', 1)).toMatchObject({
      venue: 'binance',
      bids: [{ price: 6_100_000, orders: 2 }],
      last: null,
    });
    await place({ token: tokens.user, body: { ...between, type: 'market', price: undefined, quantity: '0.00001' } });
    expect(market.book('BTCUSDT', 20)?.last).toMatchObject({ price: 6_100_100, lots: 1 });
    expect(market.book('AAPL', 3)?.asks).toHaveLength(3);
    await market.faultsOf('binance').die();
    expect(market.book('BTCUSDT', 1)).toBeNull();
    expect(() => market.book('DOGE', 1)).toThrow(
      'There is no symbol "DOGE". Use one of BTCUSDT, ETHUSDT, SOLUSDT, BTCUSD, ETHUSD, AAPL.',
    );
  });
});
