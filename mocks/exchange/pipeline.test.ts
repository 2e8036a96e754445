import { type Attributes, type Link, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { byName, testExchange, traceTexts } from './test-support';

const buy = (quantity: string) => ({ symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity });

/**
 * Two clients in one batch: 3 lots of the user and 1 lot of the fund, so two slices of 2 lots: one all the user's, one half
 * the user's and half the fund's. With this seed the user's own slice is filled first.
 */
async function twoClients() {
  const exchange = await testExchange({ seed: 4 });
  const { user, fund } = exchange.tokens;
  await exchange.placeInTurn(
    { token: user, body: { ...buy('0.00003'), clientOrderId: 'USER' } },
    { token: fund, body: { ...buy('0.00001'), clientOrderId: 'FUND' } },
  );
  expect(exchange.faults).toEqual([]);
  return exchange;
}

/** What a link points to, by name, with the values of the attributes asked for. */
function linkTexts(spans: readonly ReadableSpan[], links: readonly Link[], keys: readonly string[]): string[] {
  const text = (value: Attributes[string]) => (value === undefined ? [] : [String(value)]);
  return links.map(({ context, attributes = {} }) => {
    const target = spans.find((span) => span.spanContext().spanId === context.spanId);
    expect(target?.spanContext().traceId).toBe(context.traceId);
    return [target?.name, ...keys.flatMap((key) => text(attributes[key]))].join(' ');
  });
}

describe('the order pipeline with two clients and partial fills', () => {
  it('makes one trace for each client, one for the batch and one for each fill', async () => {
    const { spans } = await twoClients();
    const client = [
      'client-gateway client_order_received server accepted',
      '  user-service verify_token server',
      '  wallet-service check_balance server',
      '    wallet-service UPDATE wallet client',
      '  risk-manager validate_order server',
      '  risk-manager check_risk server',
      '  order-manager order_manager_processing server accepted',
      '    order-manager create_order internal',
      '      order-manager INSERT order client',
      '      order-manager publish_event producer',
    ];
    const exchangeOrder = [
      '    exchange-gateway exchange_order_send consumer',
      '      exchange-gateway external_exchange_ws_send producer',
      '        venue-binance match_order consumer',
      '          exchange-gateway external_exchange_ws_recv consumer New',
      '          exchange-gateway external_exchange_ws_recv consumer Trade',
      '            exchange-gateway exchange_fill_received producer',
    ];
    const update = (state: string, position: string) => [
      `  order-manager client_order_update consumer ${state}`,
      '    wallet-service settle_funds server',
      '      wallet-service UPDATE wallet client',
      `      wallet-service ${position} position client`,
      '    order-manager UPDATE order client',
    ];
    const completed = [
      '    order-manager order_completed producer filled',
      '      notification-service notify consumer filled',
    ];
    const [first, second, batch, ...fills] = traceTexts(spans(), ['order.status', 'exec.type']);
    expect([first, second]).toEqual([client, client]);
    expect(batch).toEqual([
      'batching-service order_batching consumer',
      '  algo-engine algorithm_processing consumer',
      ...exchangeOrder,
      ...exchangeOrder,
    ]);
    expect(fills).toEqual([
      ['fill-service fill_matching consumer', ...update('partially_filled', 'INSERT')],
      [
        'fill-service fill_matching consumer',
        ...update('filled', 'UPDATE'),
        ...completed,
        ...update('filled', 'INSERT'),
        ...completed,
      ],
    ]);
  });

  it('links the batch to every order in it and says how it closed', async () => {
    const { spans } = await twoClients();
    const [batch] = byName(spans(), 'order_batching');
    expect(linkTexts(spans(), batch?.links ?? [], ['client.order_id', 'user.id'])).toEqual([
      'client_order_received USER USR-1',
      'client_order_received FUND USR-2',
    ]);
    expect(batch?.attributes).toMatchObject({
      'batch.size': 2,
      'batch.users': ['USR-1', 'USR-2'],
      'batch.close_reason': 'time',
      'batch.wait_ms': 60, // from its first order on
    });
    expect(batch?.parentSpanContext).toBeUndefined();
  });

  it('links each fill to the exchange’s report and to the orders it fills, with their shares', async () => {
    const { spans } = await twoClients();
    const fills = byName(spans(), 'fill_matching');
    expect(fills.map((fill) => linkTexts(spans(), fill.links, ['client.order_id', 'allocation.quantity']))).toEqual([
      ['exchange_fill_received', 'client_order_received USER 0.00002'],
      ['exchange_fill_received', 'client_order_received USER 0.00001', 'client_order_received FUND 0.00001'],
    ]);
    const updates = byName(spans(), 'client_order_update');
    expect(updates.map((update) => linkTexts(spans(), update.links, ['client.order_id']))).toEqual(
      ['USER', 'USER', 'FUND'].map((id) => [`client_order_received ${id}`]),
    );
  });

  it('puts every id on every span it concerns', async () => {
    const { spans } = await twoClients();
    const keysOf = (name: string) =>
      byName(spans(), name).map(({ attributes }) =>
        Object.keys(attributes)
          .filter((key) => /(^|\.|_)ids?$/.test(key))
          .sort()
          .join(' '),
      );
    const order = 'client.order_id order.id user.id';
    for (const name of ['client_order_received', 'check_balance', 'validate_order', 'check_risk', 'create_order']) {
      expect(keysOf(name)).toEqual([order, order]);
    }
    expect(keysOf('algorithm_processing')).toEqual(['batch.id']);
    const sent = [
      'batch.id client.order_id exchange.order_id order.id user.id',
      'batch.id client.order_ids exchange.order_id order.ids user.ids',
    ];
    for (const name of ['exchange_order_send', 'external_exchange_ws_send']) expect(keysOf(name)).toEqual(sent);
    // At the venue, which learns of which orders it is made, and not whose they are.
    expect(keysOf('match_order')).toEqual(['exchange.order_id order.id', 'exchange.order_id order.ids']);
    const filled = sent.map((keys) => keys.replace('exchange.order_id', 'exchange.order_id fill.id'));
    for (const name of ['exchange_fill_received', 'fill_matching']) expect(keysOf(name)).toEqual(filled);
    for (const name of ['client_order_update', 'settle_funds', 'order_completed', 'notify']) {
      expect(new Set(keysOf(name))).toEqual(new Set([filled[0]]));
    }
  });

  it('announces each state once it is booked', async () => {
    const { states, inFlight } = await twoClients();
    expect(
      states.map(({ clientOrderId, state, filledQuantity }) => `${clientOrderId} ${state} ${filledQuantity}`),
    ).toEqual([
      'USER accepted 0',
      'FUND accepted 0',
      'USER partially_filled 0.00002',
      'USER filled 0.00003',
      'FUND filled 0.00001',
    ]);
    expect(states.at(-1)?.averagePrice).toBe('61001.0000');
    expect(inFlight()).toBe(0);
  });

  it('gives every service a resource of its own, and the same spans for the same seed', async () => {
    const signature = (spans: readonly ReadableSpan[]) =>
      spans.map(({ name, startTime, endTime, attributes }) => ({ name, startTime, endTime, attributes }));
    const [one, two] = [(await twoClients()).spans(), (await twoClients()).spans()];
    expect(signature(one)).toEqual(signature(two));
    const services = new Map(
      one.map(({ resource: { attributes } }) => [attributes['service.name'], attributes['host.name']]),
    );
    expect([services.size, new Set(services.values()).size]).toEqual([11, 11]);
  });
});

describe('the order pipeline', () => {
  const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
  const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;

  it('continues the caller’s trace and leaves the caller’s baggage behind', async () => {
    const { place, tokens, spans } = await testExchange();
    const carrier = { traceparent, baggage: 'order.id=FORGED,user.id=USR-2' };
    const [order] = await place({ token: tokens.user, body: buy('0.00001'), carrier });
    const [received] = byName(spans(), 'client_order_received');
    expect(received?.parentSpanContext).toMatchObject({ spanId: caller.spanId, isRemote: true });
    expect(order).toMatchObject({ traceId: caller.traceId, userId: 'USR-1' });
    expect(spans().flatMap(({ attributes }) => Object.values(attributes))).not.toContain('FORGED');
  });

  it('begins a trace when there is no caller, or one that makes no sense', async () => {
    const { place, tokens, spans } = await testExchange();
    await place({ token: tokens.user, body: buy('0.00001'), carrier: { traceparent: '00-nonsense-01' } });
    const [received] = byName(spans(), 'client_order_received');
    expect(received?.parentSpanContext).toBeUndefined();
    expect(received?.spanContext().traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
  });

  it('keeps a link to each of 300 orders in one batch', async () => {
    const { place, tokens, spans } = await testExchange({ batch: { orders: 300, waitMs: 1_000 } });
    await place(...Array.from({ length: 300 }, () => ({ token: tokens.fund, body: buy('0.00001') })));
    const [batch, ...others] = byName(spans(), 'order_batching');
    expect(others).toEqual([]);
    expect([batch?.links.length, batch?.droppedLinksCount]).toEqual([300, 0]);
    expect(batch?.attributes).toMatchObject({ 'batch.size': 300, 'batch.close_reason': 'size' });
  });

  it('never puts a token or a password on a span', async () => {
    const { place, settled, gateway, tokens, spans } = await testExchange();
    await settled(gateway.login({}, { username: 'demo_user', password: 'demo123' }));
    await settled(gateway.login({}, { username: 'demo_user', password: 'hunter2' }).catch(() => {}));
    await place({ token: tokens.user, body: buy('0.00001') }, { token: 'forged-token', body: buy('0.00001') });
    const texts = JSON.stringify(spans().map(({ attributes, events, status }) => ({ attributes, events, status })));
    for (const secret of ['demo123', 'hunter2', tokens.user, 'forged-token']) expect(texts).not.toContain(secret);
    expect(byName(spans(), 'authenticate')).toHaveLength(2);
  });

  it('sends what still waits for its batch when it is told to settle', async () => {
    const exchange = await testExchange({
      batch: { orders: 5, waitMs: 3_600_000 },
    });
    const { settled, gateway, tokens, states, spans, clock } = exchange;
    const placed = gateway.placeOrder({}, tokens.user, buy('0.00001'));
    await settled(Promise.all([placed, exchange.settle()]));
    expect(states.at(-1)?.state).toBe('filled');
    expect(clock.now()[0]).toBe(1_800_000_000);
    expect(byName(spans(), 'order_batching')).toHaveLength(1);
    expect(spans().filter(({ status }) => status.code === SpanStatusCode.ERROR)).toEqual([]);
  });
});
