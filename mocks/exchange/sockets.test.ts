import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from './clock';
import { ExportFaults } from './export-faults';
import { webSocketTransport } from './feed/ws-transport';
import { entryOrder } from './flows/entry-order';
import { runMarketSession } from './flows/market-session';
import type { MarketSettings } from './market-side';
import type { Order } from './orders/types';
import { startPipeline } from './pipeline';
import { byName } from './test-support';

const timings = { handshakeMs: 1_000, heartbeatMs: 1_000, giveUpMs: 150, firstMs: 10, maxMs: 40 };
const between = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '61000.50', quantity: '0.1' };
const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.close()));
});

/** The whole exchange in real time over real sockets, its spans kept in memory. */
async function realExchange(market: Partial<MarketSettings> = {}) {
  const exporter = new InMemorySpanExporter();
  const states: Order[] = [];
  const faults: string[] = [];
  const pipeline = startPipeline({
    clock: systemClock(),
    seed: 1,
    batch: { orders: 5, waitMs: 5 },
    onOrder: (order) => states.push(order),
    onFault: (service, error) => faults.push(`${service}: ${String(error)}`),
    sink: {
      faults: new ExportFaults(),
      processor: () => new SimpleSpanProcessor(exporter),
      close: async () => {},
      counts: () => ({ ended: 0, exported: 0, failed: 0, withheld: 0, dropped: 0 }),
    },
    market: { transport: webSocketTransport(), timings, ...market },
  });
  running.push(pipeline);
  const { token } = await pipeline.gateway.login({}, { username: 'demo_user', password: 'demo123' });
  const fund = await pipeline.gateway.login({}, { username: 'demo_fund', password: 'demo123' });
  const stateOf = ({ orderId }: Order) => states.findLast((state) => state.orderId === orderId)?.state;
  const feed = () => pipeline.market.feeds().find(({ venue }) => venue === 'binance');
  return {
    ...pipeline,
    faults,
    feed,
    spans: (name: string) => byName(exporter.getFinishedSpans(), name),
    place: (body: object, of = token) => pipeline.gateway.placeOrder({}, of, body),
    fund: fund.token,
    becomes: (order: Order, state: string) => vi.waitFor(() => expect(stateOf(order)).toBe(state), 4_000),
    binance: pipeline.market.faultsOf('binance'),
    subscribed: () => vi.waitFor(() => expect(feed()?.state).toBe('Subscribed'), 4_000),
  };
}

/** A client of a venue that says what it likes. */
async function stranger(exchange: Awaited<ReturnType<typeof realExchange>>, headers: Record<string, string> = {}) {
  const { address, port } = await exchange.market.venuePeer('binance');
  const socket = new WebSocket(`ws://${address}:${port}/orders`, { headers });
  const heard: string[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer) => heard.push(data.toString('utf8')));
  const opened = await new Promise<true | string>((resolve) => {
    socket.once('open', () => resolve(true));
    socket.once('error', (error) => resolve(error.message));
  });
  return { socket, heard, closed, opened };
}

describe('over real sockets', () => {
  it('an order goes to its venue and its fill comes back in one trace, with what the wire was', async () => {
    const exchange = await realExchange();
    for (const symbol of ['BTCUSDT', 'BTCUSD', 'AAPL']) {
      const order = await exchange.place({ symbol, side: 'buy', type: 'market', quantity: '1' });
      await exchange.becomes(order, 'filled');
    }
    await exchange.settle();
    const venues = exchange
      .spans('match_order')
      .map(({ resource, attributes }) => [resource.attributes['service.name'], attributes['exchange.venue']].join(' '));
    expect(new Set(venues)).toEqual(new Set(['venue-binance binance', 'venue-kraken kraken', 'venue-default default']));
    const hosts = new Set(exchange.spans('match_order').map(({ resource }) => resource.attributes['host.name']));
    expect(hosts.size).toBe(3);
    const [sent] = exchange.spans('external_exchange_ws_send');
    const received = exchange
      .spans('external_exchange_ws_recv')
      .filter((span) => span.spanContext().traceId === sent?.spanContext().traceId);
    for (const span of [sent, received[0]]) {
      expect(span?.attributes).toMatchObject({
        'messaging.system': 'websocket',
        'network.transport': 'tcp',
        'network.protocol.name': 'websocket',
        'network.peer.address': '127.0.0.1',
        'ws.sequence': expect.any(Number),
      });
    }
    expect(received[0]?.attributes['ws.message_age_ms']).toBeGreaterThanOrEqual(0);
    expect(received[0]?.attributes['ws.message_age_ms']).toBeLessThan(1_000);
    expect(exchange.reconcile()).toEqual([]);
    expect(exchange.faults).toEqual([]);
  });

  it('an open order outlives its connection', async () => {
    const exchange = await realExchange();
    const order = await exchange.place(between);
    await exchange.settle();
    exchange.binance.disconnect('orders');
    await vi.waitFor(() => expect(exchange.spans('exchange_reconcile')).toHaveLength(1), 4_000);
    await exchange.place({ ...between, side: 'sell' }, exchange.fund);
    await exchange.becomes(order, 'filled');
    expect(exchange.faults).toEqual([]);
  });

  it('an open order ends with a venue that dies, and the venue can be traded at when it is back', async () => {
    const exchange = await realExchange();
    const order = await exchange.place(between);
    await exchange.settle();
    await exchange.binance.die();
    await exchange.becomes(order, 'cancelled');
    await exchange.settle();
    expect(exchange.spans('exchange_venue_lost')).toHaveLength(1);
    expect(exchange.reconcile()).toEqual([]);
    exchange.binance.revive();
    const connects = () =>
      exchange.spans('ws.connect').filter(({ status }) => status.code === SpanStatusCode.UNSET).length;
    await vi.waitFor(() => expect(connects()).toBe(4), 4_000);
    const again = await exchange.place({ ...between, type: 'market', price: undefined });
    await exchange.becomes(again, 'filled');
    expect(exchange.faults).toEqual([]);
  });

  it.each([
    ['gap', 'dropEvery'],
    ['duplicate', 'duplicateEvery'],
    ['parse_error', 'malformEvery'],
  ] as const)('a %s in the market data is found', async (kind, fault) => {
    const exchange = await realExchange({ updatesPerSecond: 100 });
    await exchange.subscribed();
    exchange.binance[fault](7);
    await vi.waitFor(() => expect(exchange.feed()?.anomalies[kind]).toBeGreaterThan(2), 4_000);
    exchange.binance.heal();
    expect(exchange.spans(`market_data.${kind}`).length).toBeGreaterThan(0);
    expect(exchange.feed()?.state).toBe('Subscribed');
  });

  it('a feed comes back by itself', async () => {
    const exchange = await realExchange({ updatesPerSecond: 100 });
    await exchange.subscribed();
    exchange.binance.disconnect('market');
    await vi.waitFor(() => expect(exchange.feed()).toMatchObject({ reconnects: 1, state: 'Subscribed' }), 4_000);
    const before = exchange.feed()?.messages ?? 0;
    await vi.waitFor(() => expect(exchange.feed()?.messages).toBeGreaterThan(before), 4_000);
  });

  it('bad frames are refused by rule, and trading goes on', async () => {
    const exchange = await realExchange();
    const malformed = await stranger(exchange);
    malformed.socket.send('{"type":');
    await vi.waitFor(() => expect(malformed.heard).toHaveLength(1));
    expect(JSON.parse(malformed.heard[0] ?? '')).toMatchObject({ type: 'error', code: 'malformed_json' });
    expect(malformed.socket.readyState).toBe(WebSocket.OPEN);

    const binary = await stranger(exchange);
    binary.socket.send(Buffer.from([1, 2, 3]));
    expect(await binary.closed).toBe(1003);
    const large = await stranger(exchange);
    large.socket.send('x'.repeat(64 * 1024 + 1));
    expect(await large.closed).toBe(1009);
    expect(large.heard).toHaveLength(1);
    const huge = await stranger(exchange);
    huge.socket.on('error', () => {});
    huge.socket.send('x'.repeat(2 * 1024 * 1024));
    expect([1006, 1009]).toContain(await huge.closed);

    const order = await exchange.place({ ...between, type: 'market', price: undefined });
    await exchange.becomes(order, 'filled');
    malformed.socket.terminate();
    expect(exchange.market.sessions()[0]).toEqual({
      venue: 'binance',
      state: 'Authenticated',
      reason: '',
      refused: 0,
      repeated: 0,
      refusedByVenue: { malformed_json: 1, binary_frame: 1, frame_too_large: 1 },
    });
    expect(exchange.faults).toEqual([]);
  });

  it('a client enters an order and hears of its fill', async () => {
    const exchange = await realExchange();
    const { token } = await exchange.gateway.login({}, { username: 'demo_user', password: 'demo123' });
    const { address, port } = await exchange.orderEntry.peer();
    const socket = new WebSocket(`ws://${address}:${port}`);
    const heard: { type: string; order?: Order }[] = [];
    socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString('utf8')) as (typeof heard)[number]));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'login', token }));
    await vi.waitFor(() => expect(heard[0]).toMatchObject({ type: 'logged_in', userId: 'USR-1' }));
    const order = { symbol: 'ETHUSD', side: 'buy', type: 'market', quantity: '1' };
    socket.send(JSON.stringify({ type: 'place_order', requestId: 1, order }));
    await vi.waitFor(() => expect(heard.at(-1)?.order?.state).toBe('filled'), 4_000);
    socket.terminate();
    expect(exchange.faults).toEqual([]);
  });

  it('nobody else can log on as the gateway, whose orders are filled all the same', async () => {
    const exchange = await realExchange();
    const order = await exchange.place(between);
    await exchange.settle();
    const { socket, closed } = await stranger(exchange);
    socket.send(JSON.stringify({ type: 'logon', account: 'fillpath', secret: '', run: null, lastSequence: 0 }));
    expect(await closed).toBe(1008);
    await exchange.place({ ...between, side: 'sell' }, exchange.fund);
    await exchange.becomes(order, 'filled');
    expect(exchange.faults).toEqual([]);
  });

  it('hundreds of connections without a login keep nobody from entering an order', async () => {
    const exchange = await realExchange();
    const { address, port } = await exchange.orderEntry.peer();
    const strangers = Array.from({ length: 300 }, () => new WebSocket(`ws://${address}:${port}`));
    await Promise.all(strangers.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
    const { orderIds } = await entryOrder.start(exchange.flows);
    expect(orderIds).toHaveLength(1);
    for (const socket of strangers) socket.terminate();
    expect(exchange.faults).toEqual([]);
  });

  it('the flows of market data and of order entry connect like anybody', async () => {
    const exchange = await realExchange({ updatesPerSecond: 10 });
    const { traceIds } = await runMarketSession(exchange.flows, 'binance');
    const [session] = exchange.spans('market_data.session');
    expect(traceIds).toHaveLength(2);
    expect(session?.attributes['market_data.messages']).toBeGreaterThan(20);
    await Promise.all(Array.from({ length: 20 }, () => entryOrder.start(exchange.flows)));
    const received = exchange.spans('order_entry.place_order').map(({ attributes }) => attributes['order.status']);
    expect(received).toEqual(Array.from({ length: 20 }, () => 'accepted'));
    expect(exchange.faults).toEqual([]);
  });

  it('no web page is let in', async () => {
    const exchange = await realExchange();
    expect((await stranger(exchange, { origin: 'https://evil.example' })).opened).toContain('401');
  });

  it('two exchanges run side by side, and one says so when the port that it was given is taken', async () => {
    const [one, two] = await Promise.all([realExchange(), realExchange()]);
    const [first, second] = await Promise.all([one, two].map(({ market }) => market.venuePeer('binance')));
    expect(first?.port).not.toBe(second?.port);
    const third = await realExchange({ ports: { binance: first?.port ?? 0 } });
    await vi.waitFor(() => expect(third.faults.join()).toContain('EADDRINUSE'), 4_000);
    const order = await third.place({ ...between, type: 'market', price: undefined });
    await third.becomes(order, 'cancelled');
  });
});
