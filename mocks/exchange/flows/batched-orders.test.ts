import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import type { NewOrder } from '../services/many-entry';
import { traceTexts } from '../test-support';
import { batchedOrders, drawBatch, startedBy } from './batched-orders';
import { flowsOn, linkText } from './test-flows';

const buy = (userId: string, lots: number, terms: Partial<NewOrder> = {}): NewOrder => ({
  userId,
  symbol: 'BTCUSDT',
  side: 'buy',
  type: 'market',
  price: null,
  lots,
  ...terms,
});

const submit = (...orders: NewOrder[]) =>
  flowsOn({ seed: 4 }, async ({ submitOrders }) => startedBy(await submitOrders(orders)));

describe('orders that are submitted together', () => {
  /** 3 lots and 1 lot, so two slices of 2 lots: one all the first client's, one half and half. */
  const twoClients = () => submit(buy('SIM-01', 3), buy('SIM-02', 1));

  it('have two spans each on the way in, a batch together, and two or more on the way out', async () => {
    const { flowSpans } = await twoClients();
    const client = [
      'client-gateway client_order_received server accepted',
      '  order-manager order_manager_processing server accepted',
    ];
    const exchangeOrder = [
      '    exchange-gateway exchange_order_send consumer',
      '      exchange-gateway external_exchange_ws_send producer',
      '        venue-binance match_order consumer',
      '          exchange-gateway external_exchange_ws_recv consumer New',
      '          exchange-gateway external_exchange_ws_recv consumer Trade',
      '            exchange-gateway exchange_fill_received producer',
    ];
    const [first, second, batch, ...fills] = traceTexts(flowSpans, ['order.status', 'exec.type']);
    expect([first, second]).toEqual([client, client]);
    expect(batch).toEqual([
      'batching-service order_batching consumer',
      '  algo-engine algorithm_processing consumer',
      ...exchangeOrder,
      ...exchangeOrder,
    ]);
    const filled = [
      '  order-manager client_order_update consumer filled',
      '    order-manager order_completed internal filled',
    ];
    const partly = '  order-manager client_order_update consumer partially_filled';
    const matching = 'fill-service fill_matching consumer';
    // Whichever slice is filled first, the first client is partly filled by it.
    expect(new Set(fills.map((lines) => lines.length))).toEqual(new Set([2, 5]));
    expect(fills[0]?.slice(0, 2)).toEqual([matching, partly]);
    expect(fills.flat().filter((line) => line.startsWith('    '))).toEqual([filled[1], filled[1]]);
  });

  it('are linked from their batch, and each fill is linked to its report and to the orders in it, with their shares', async () => {
    const { flowSpans, named, started } = await twoClients();
    const [batch] = named('order_batching');
    expect(batch?.parentSpanContext).toBeUndefined();
    expect(batch?.links.map((link) => linkText(flowSpans, link, ['user.id']))).toEqual([
      'client_order_received SIM-01',
      'client_order_received SIM-02',
    ]);
    expect(batch?.attributes).toMatchObject({
      'batch.size': 2,
      'batch.orders': started.orderIds,
      'batch.users': ['SIM-01', 'SIM-02'],
      'batch.close_reason': 'time',
      'batch.wait_ms': 20,
    });
    const shares = named('fill_matching').map(({ links }) =>
      links.map((link) => linkText(flowSpans, link, ['allocation.quantity'])),
    );
    expect(shares.toSorted((a, b) => a.length - b.length)).toEqual([
      ['exchange_fill_received', 'client_order_received 0.00002'],
      ['exchange_fill_received', 'client_order_received 0.00001', 'client_order_received 0.00001'],
    ]);
  });

  it('have their ids on every span that concerns them', async () => {
    const { named, started } = await submit(buy('SIM-03', 1));
    const [orderId] = started.orderIds;
    const own = { 'order.id': orderId, 'user.id': 'SIM-03' };
    const batch = { 'batch.id': named('order_batching')[0]?.attributes['batch.id'] };
    expect(batch['batch.id']).toMatch(/^BAT-/);
    for (const name of ['client_order_received', 'order_manager_processing']) {
      expect(named(name)[0]?.attributes).toMatchObject({ ...own, 'client.order_id': expect.stringMatching(/^CLI-/) });
    }
    const exchange = { 'exchange.order_id': named('exchange_order_send')[0]?.attributes['exchange.order_id'] };
    for (const name of ['exchange_order_send', 'external_exchange_ws_send', 'external_exchange_ws_recv']) {
      expect(named(name)[0]?.attributes).toMatchObject({ ...own, ...batch, ...exchange });
    }
    const fill = { 'fill.id': named('exchange_fill_received')[0]?.attributes['fill.id'] };
    for (const name of ['exchange_fill_received', 'fill_matching', 'client_order_update', 'order_completed']) {
      expect(named(name)[0]?.attributes).toMatchObject({ ...own, ...batch, ...exchange, ...fill });
    }
  });

  it('keep all their links when there are 300 of them in one batch', async () => {
    const { named, states, reconcile } = await submit(
      ...Array.from({ length: 300 }, (_, n) => buy(`SIM-0${1 + (n % 8)}`, 1)),
    );
    const batches = named('order_batching');
    expect(batches.map(({ links, droppedLinksCount }) => [links.length, droppedLinksCount])).toEqual([[300, 0]]);
    expect(batches[0]?.attributes['messaging.destination.name']).toBe('orders.accepted-many');
    expect(states.filter(({ state }) => state === 'filled')).toHaveLength(300);
    expect(reconcile()).toEqual([]);
  });

  it('close a batch at 500 orders', async () => {
    const { named } = await submit(...Array.from({ length: 501 }, () => buy('SIM-01', 1)));
    expect(
      named('order_batching').map(({ attributes }) => [attributes['batch.size'], attributes['batch.close_reason']]),
    ).toEqual([
      [500, 'size'],
      [1, 'time'],
    ]);
  });

  it('are refused one by one, each with its reason in its own trace; the others go on', async () => {
    const { flowSpans, named, states, ledger, reconcile } = await submit(
      buy('SIM-01', 1),
      buy('NOBODY', 1),
      buy('SIM-01', Number.NaN),
      buy('SIM-01', 1, { type: 'limit', price: 1e308 }),
      buy('SIM-01', 1, { symbol: 'DOGEUSDT' }),
    );
    const outcomes = named('client_order_received').map(
      ({ attributes }) => attributes['order.reject_reason'] ?? 'accepted',
    );
    expect(new Set(outcomes)).toEqual(
      new Set(['accepted', 'bad_price', 'bad_quantity', 'insufficient_balance', 'unknown_symbol']),
    );
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'rejected', 'filled']);
    expect(flowSpans.map(({ status }) => status.code)).not.toContain(SpanStatusCode.ERROR);
    expect(ledger.snapshot().filter(({ balance }) => balance.reserved > 0n)).toEqual([]);
    expect(reconcile()).toEqual([]);
  });

  it('free what the market could not give them', async () => {
    // 60 BTC; the book offers 20 prices of two orders of 0.15 BTC at most, which is 6.
    const { named, states, ledger, reconcile } = await submit(buy('SIM-01', 6_000_000));
    expect(states.at(-1)).toMatchObject({
      state: 'cancelled',
      reason: 'Nobody offered the rest at an acceptable price.',
    });
    expect(named('release_funds')).toHaveLength(1);
    expect(ledger.snapshot().filter(({ balance }) => balance.reserved > 0n)).toEqual([]);
    expect(reconcile()).toEqual([]);
  });

  it('free at once what a venue refused of them, while the rest waits in the book', async () => {
    // Prices of their own, so that each is cut into two slices of its own.
    const orders = Array.from({ length: 20 }, (_, n) => buy('SIM-01', 100, { type: 'limit', price: 5_900_000 + n }));
    const { states, openOrders, reconcile } = await flowsOn({ seed: 4 }, async ({ submitOrders }, { market }) => {
      market.faultsOf('binance').rejectOrders(0.5);
      return startedBy(await submitOrders(orders));
    });
    const latest = new Map(states.map((order) => [order.orderId, order]));
    // The venue has refused one of the two slices of these.
    expect([...latest.values()].filter(({ state, reason }) => state === 'accepted' && reason !== '')).not.toEqual([]);
    expect(openOrders()).toBeGreaterThan(0);
    expect(reconcile()).toEqual([]);
  });

  it('can be cancelled like any other while they wait in the book', async () => {
    const exchange = await submit(buy('SIM-01', 1, { type: 'limit', price: 6_000_000 }));
    const [orderId = ''] = exchange.started.orderIds;
    const { token } = await exchange.settled(exchange.gateway.login({}, { username: 'sim_01', password: 'demo123' }));
    await exchange.settled(exchange.account.cancelOrder({}, token, orderId));
    expect(exchange.states.at(-1)).toMatchObject({ orderId, state: 'cancelled' });
    expect(exchange.reconcile()).toEqual([]);
  });

  it('all end, and their money is free again, when their venue dies with them in its book', async () => {
    const resting = (n: number) => buy(`SIM-0${1 + n}`, 3 + n, { type: 'limit', price: 6_000_000 });
    const exchange = await submit(...Array.from({ length: 6 }, (_, n) => resting(n)));
    expect(exchange.states.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'accepted'));
    await exchange.settled(exchange.market.faultsOf('binance').die());
    await exchange.settled(exchange.clock.sleep(60_000));
    const latest = new Map(exchange.states.map(({ orderId, state }) => [orderId, state]));
    expect([...latest.values()]).toEqual(Array.from({ length: 6 }, () => 'cancelled'));
    expect(exchange.ledger.snapshot().filter(({ balance }) => balance.reserved > 0n)).toEqual([]);
    expect(exchange.faults).toEqual([]);
    expect(exchange.reconcile()).toEqual([]);
  });
});

describe('the flow of batched orders', () => {
  it('sends limit and market orders of several clients through one batch to the end', async () => {
    const { named, states, started, reconcile } = await flowsOn({ seed: 1 }, (context) => batchedOrders.start(context));
    expect(started.traceIds).toEqual(named('client_order_received').map((span) => span.spanContext().traceId));
    expect(named('order_batching').map(({ links }) => links.length)).toEqual([8]);
    const types = new Set(named('exchange_order_send').map(({ attributes }) => attributes['order.type']));
    expect(types).toEqual(new Set(['LimitOrder', 'MarketOrder']));
    expect(named('order_completed')).toHaveLength(8);
    const latest = new Map(states.map(({ orderId, state }) => [orderId, state]));
    expect([...latest.values()]).toEqual(Array.from({ length: 8 }, () => 'filled'));
    expect(reconcile()).toEqual([]);
  });

  it('is the same for the same seed, and adds up over a thousand orders', async () => {
    const run = () =>
      flowsOn({ seed: 9 }, async (context) => {
        const symbols = ['BTCUSDT', 'ETHUSD', 'AAPL', 'SOLUSDT'];
        const orders = symbols.flatMap((symbol) => drawBatch(context, symbol, 250));
        return startedBy(await context.submitOrders(orders));
      });
    const [one, two] = [await run(), await run()];
    const signature = ({ flowSpans }: typeof one) =>
      flowSpans.map(({ name, startTime, endTime, attributes }) => ({ name, startTime, endTime, attributes }));
    expect(signature(one)).toEqual(signature(two));
    expect(one.reconcile()).toEqual([]);
    const perOrder = one.flowSpans.length / 1_000;
    expect(perOrder).toBeLessThan(8);
  });
});
