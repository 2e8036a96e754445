import { describe, expect, it, vi } from 'vitest';
import type { EntryMessage } from './feed/entry-protocol';
import { memoryTransport } from './feed/memory-transport';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.1' };
const market = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.00001' };
const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;

type Message = EntryMessage<Order>;
type Answer = Extract<Message, { requestId: number }>;

/** A client of the order entry, logged in unless it brings another first message. */
async function connected(login?: object) {
  const transport = memoryTransport();
  const exchange = await testExchange({ market: { transport } });
  const { clock, orderEntry, tokens } = exchange;
  async function client(...first: object[]) {
    const heard: Message[] = [];
    const closes: string[] = [];
    const connection = await transport.dial(await orderEntry.peer(), '/', {
      message: (frame) => heard.push(JSON.parse(String(frame)) as Message),
      close: (code, reason) => closes.push(`${code} ${reason}`),
    });
    let requests = 0;
    const say = async (...messages: object[]): Promise<Message[]> => {
      const before = heard.length;
      for (const message of messages) connection.send(JSON.stringify(message));
      await clock.run();
      return heard.slice(before);
    };
    const ask = async (type: string, terms: object): Promise<Answer | undefined> => {
      const requestId = ++requests;
      const messages = await say({ type, requestId, ...terms });
      return messages.find((each): each is Answer => 'requestId' in each && each.requestId === requestId);
    };
    await say(...first);
    return { connection, heard, closes, say, ask };
  }
  return { ...exchange, client, ...(await client(login ?? { type: 'login', token: tokens.user })) };
}

const orderOf = (answer: Answer | undefined): Order => {
  if (answer?.type !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  return answer.order;
};

describe('the order entry', () => {
  it('takes an order in the trace of its message, and tells of its states', async () => {
    const { ask, heard, spans } = await connected();
    const { orderId } = orderOf(await ask('place_order', { order: market, traceparent }));
    const told = heard.map((each) => (each.type === 'order_update' ? `${each.type} ${each.order.state}` : each.type));
    expect(told).toEqual(['logged_in', 'order_update accepted', 'accepted', 'order_update filled']);
    const trace = spans().filter((span) => span.spanContext().traceId === caller.traceId);
    expect(traceTexts(trace, ['ws.message_type']).flat().slice(0, 3)).toEqual([
      'order-entry order_entry.place_order server place_order',
      '  client-gateway client_order_received server',
      '    user-service verify_token server',
    ]);
    const [received] = byName(trace, 'order_entry.place_order');
    expect(received?.parentSpanContext?.spanId).toBe(caller.spanId);
    expect(received?.attributes).toMatchObject({
      'order.id': orderId,
      'messaging.system': 'websocket',
      'ws.sequence': 2,
      'user.id': 'USR-1',
    });
  });

  it('says why an order is refused, and in which trace', async () => {
    const { ask } = await connected();
    expect(await ask('place_order', { order: { ...resting, price: 'NaN' }, traceparent })).toMatchObject({
      type: 'rejected',
      reason: 'bad_price',
      text: 'The price "NaN" is not a plain decimal number. Write it like "61000.50".',
      traceId: caller.traceId,
    });
    expect(await ask('place_order', { order: 5 })).toMatchObject({ type: 'rejected', reason: 'bad_request' });
    expect(await ask('cancel_order', { orderId: 'ORD-0' })).toMatchObject({ reason: 'unknown_order' });
    expect(await ask('replace_order', { orderId: 'ORD-0' })).toMatchObject({
      type: 'rejected',
      reason: 'unknown_order',
    });
  });

  it('cancels an order', async () => {
    const { ask, heard } = await connected();
    const { orderId } = orderOf(await ask('place_order', { order: resting }));
    expect(await ask('cancel_order', { orderId })).toMatchObject({ type: 'accepted' });
    expect(heard.at(-1)).toMatchObject({ type: 'order_update', order: { orderId, state: 'cancelled' } });
  });

  it('replaces an order by another for what is left of the new quantity', async () => {
    const { ask, place, tokens, states, reconcile } = await connected();
    const between = { ...resting, price: '61000.50' };
    const { orderId } = orderOf(await ask('place_order', { order: between }));
    await place({ token: tokens.fund, body: { ...between, side: 'sell', quantity: '0.04' } });
    const replaced = orderOf(await ask('replace_order', { orderId, price: '60500.00', quantity: '0.3' }));
    // 0.04 of the 0.3 have been bought already.
    expect(replaced).toMatchObject({ price: '60500.00', quantity: '0.26', state: 'accepted' });
    expect(states.findLast((state) => state.orderId === orderId)).toMatchObject({
      state: 'cancelled',
      filledQuantity: '0.04',
    });
    expect(reconcile()).toEqual([]);
  });

  it('replaces nothing by nothing, and no order that is filled', async () => {
    const { ask } = await connected();
    const open = orderOf(await ask('place_order', { order: resting }));
    const filled = orderOf(await ask('place_order', { order: { ...resting, price: '61001.00', quantity: '0.00001' } }));
    const atMarket = orderOf(await ask('place_order', { order: market }));
    expect(await ask('replace_order', { orderId: open.orderId, quantity: 'x' })).toMatchObject({
      reason: 'bad_quantity',
    });
    expect(await ask('replace_order', { orderId: open.orderId })).toMatchObject({ reason: 'bad_request' });
    for (const { orderId } of [filled, atMarket]) {
      expect(await ask('replace_order', { orderId, quantity: '1' })).toMatchObject({
        reason: 'too_late_to_replace',
        text: `Order ${orderId} is filled already: nothing is left to replace.`,
      });
    }
  });

  it.each([
    [{ quantity: 'NaN' }, 'bad_quantity'],
    [{ quantity: '0.000001' }, 'bad_quantity'],
    [{ price: '1e308' }, 'bad_price'],
    [{ price: '60000.001' }, 'bad_price'],
    [{ clientOrderId: 'with a space' }, 'bad_request'],
    [{ price: '1.00' }, 'price_out_of_band'],
  ])('leaves an order as it is when it is to be replaced by %j, which no order may be', async (change, reason) => {
    const { ask, states } = await connected();
    const { orderId } = orderOf(await ask('place_order', { order: resting }));
    expect(await ask('replace_order', { orderId, ...change })).toMatchObject({ type: 'rejected', reason });
    expect(states.at(-1)).toMatchObject({ orderId, state: 'accepted' });
  });

  it('tells each user of their own orders only, however often they are connected', async () => {
    const { ask, client, heard, tokens } = await connected();
    const again = await client({ type: 'login', token: tokens.user });
    const other = await client({ type: 'login', token: tokens.fund });
    await ask('place_order', { order: market });
    const updates = (messages: Message[]) => messages.filter(({ type }) => type === 'order_update').length;
    expect([updates(heard), updates(again.heard), updates(other.heard)]).toEqual([2, 2, 0]);
  });

  it('takes nothing before a login, and no forged token', async () => {
    const { heard, closes, client } = await connected({ type: 'place_order', requestId: 1, order: market });
    expect(heard).toMatchObject([{ type: 'error', code: 'not_logged_in' }]);
    expect(closes).toEqual([]);
    const forged = await client({ type: 'login', token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJVU1ItMSJ9.' });
    expect(forged.heard).toMatchObject([{ type: 'error', code: 'bad_token' }]);
    expect(forged.closes).toEqual(['1008 bad token']);
  });

  it('cuts off who does not log in within five seconds, and everybody when their token expires', async () => {
    const { closes, client, clock, settled, tokens } = await connected({ type: '?' });
    const { closes: loggedIn } = await client({ type: 'login', token: tokens.user });
    await settled(clock.sleep(5_001));
    expect([closes, loggedIn]).toEqual([['4002 no login came within 5 s'], []]);
    await settled(clock.sleep(12 * 3600 * 1000));
    expect(loggedIn).toEqual(['1008 the token has expired']);
  });

  it('has the login in a trace of its own, or in that of its message', async () => {
    const { client, spans, tokens } = await connected();
    await client({ type: 'login', token: tokens.fund, traceparent });
    await client({ type: 'login', token: 'forged' });
    const logins = byName(spans(), 'order_entry.login');
    expect(logins.map(({ attributes }) => attributes['user.id'] ?? attributes['order.reject_reason'])).toEqual([
      'USR-1',
      'USR-2',
      'bad_token',
    ]);
    expect(logins.map((span) => span.spanContext().traceId === caller.traceId)).toEqual([false, true, false]);
  });

  it('watches nobody for twelve hours who left while the login was looked at', async () => {
    const { client, clock, tokens } = await connected();
    const timers = vi.spyOn(clock, 'background');
    const { connection, say } = await client({ type: '?' });
    connection.send(JSON.stringify({ type: 'login', token: tokens.user }));
    connection.close(1000, 'gone');
    await say();
    expect(timers.mock.calls.map(([ms]) => ms).filter((ms) => ms > 60_000)).toEqual([]);
  });

  it('says that nobody looks at a login now, and not that the token is bad', async () => {
    const { say, closes, seams, tokens } = await connected();
    seams.services.silence('user-service');
    const answers = await say({ type: 'login', token: tokens.user }, { type: 'login', token: tokens.user });
    expect(answers).toMatchObject([{ code: 'login_pending' }, { code: 'unavailable' }]);
    expect(closes).toEqual(['1013 unavailable']);
  });

  it('trades for nobody while a login is pending: whose the order would be is not known', async () => {
    const { say, states, tokens } = await connected();
    const login = { type: 'login', token: tokens.fund };
    const answers = await say(login, { type: 'place_order', requestId: 1, order: market });
    expect(answers).toMatchObject([
      { type: 'rejected', requestId: 1, reason: 'login_pending' },
      { type: 'logged_in', userId: 'USR-2' },
    ]);
    expect(states).toEqual([]);
    await say({ type: 'place_order', requestId: 2, order: market });
    expect(states.map(({ userId }) => userId)).toEqual(['USR-2', 'USR-2']);
  });

  it('takes no more commands while it stops, and ends connections with 1001 and a reason', async () => {
    const { ask, closes, orderEntry, settled } = await connected();
    orderEntry.takeNoMore();
    expect(await ask('place_order', { order: market })).toMatchObject({ type: 'rejected', reason: 'stopping' });
    await settled(orderEntry.close());
    expect(closes).toEqual(['1001 the exchange is stopping']);
  });

  it('names the order that is gone when the one in its place is refused', async () => {
    const solana = { symbol: 'SOLUSDT', side: 'sell', type: 'limit', price: '160.00', quantity: '900' };
    const { ask, clock, gateway, market: marketSide, tokens } = await connected();
    const { orderId } = orderOf(await ask('place_order', { order: solana }));
    marketSide.faultsOf('binance').addLatency(200);
    const race = async () => {
      await clock.sleep(100);
      await gateway.placeOrder({}, tokens.user, { ...solana, quantity: '0.01' });
    };
    const [answer] = await Promise.all([ask('replace_order', { orderId, quantity: '1000' }), race()]);
    expect(answer).toMatchObject({ type: 'rejected', reason: 'insufficient_balance', cancelledOrderId: orderId });
    expect(answer).not.toMatchObject({ orderId });
  });

  it('keeps out neither who has logged in nor who is new, however many connect without a login', async () => {
    const { ask, client, closes, tokens } = await connected();
    const strangers: { readonly closes: readonly string[] }[] = [];
    for (let n = 0; n < 300; n++) strangers.push(await client());
    const evicted = '1013 128 connections have not logged in, and this was the oldest';
    expect(strangers.map((each) => each.closes)).toEqual([
      ...Array.from({ length: 172 }, () => [evicted]),
      ...Array.from({ length: 128 }, () => []),
    ]);
    expect(await ask('place_order', { order: market })).toMatchObject({ type: 'accepted' });
    const late = await client({ type: 'login', token: tokens.fund });
    expect([late.heard, closes]).toEqual([[{ type: 'logged_in', userId: 'USR-2' }], []]);
  });

  it('answers bad frames by the rule of all channels, each in a trace that says why', async () => {
    const { connection, say, closes, heard, spans } = await connected();
    const answers = await say({ type: 'buy_all' }, { type: 'cancel_order', requestId: -1, orderId: 'X' });
    expect(answers).toMatchObject([{ code: 'unknown_type' }, { code: 'invalid_message' }]);
    connection.send('{');
    connection.send('x'.repeat(64 * 1024 + 1));
    await say();
    expect(heard.slice(-2)).toMatchObject([{ code: 'malformed_json' }, { code: 'frame_too_large' }]);
    expect(closes).toEqual(['1009 frame_too_large']);
    const refusals = byName(spans(), 'order_entry.refused_frame').map(
      ({ attributes }) => attributes['order.reject_reason'],
    );
    expect(refusals).toEqual(['unknown_type', 'invalid_message', 'malformed_json', 'frame_too_large']);
  });
});
