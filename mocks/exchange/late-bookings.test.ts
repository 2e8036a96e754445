import { SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import type { Channel } from './messaging/channel';
import { byName, testExchange } from './test-support';

type Exchange = Awaited<ReturnType<typeof testExchange>>;

/** What is sent to this channel arrives twelve seconds later. */
function delay<Message>({ clock }: Exchange, channel: Channel<Message>): void {
  const send = channel.send.bind(channel);
  channel.send = (message) => void clock.after(12_000, () => send(message));
}

function addsUp(exchange: Exchange): void {
  expect(exchange.faults).toEqual([]);
  expect(exchange.reconcile()).toEqual([]);
  expect([exchange.openOrders(), exchange.inFlight()]).toEqual([0, 0]);
}

describe('a wallet-service that is late', () => {
  it('costs no order what it has traded', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.settleFunds);
    const body = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.00001' };
    await exchange.place({ token: exchange.tokens.user, body });
    expect(exchange.states.at(-1)).toMatchObject({ state: 'filled', filledQuantity: '0.00001' });
    addsUp(exchange);
  });

  it('costs none of those that are sent together', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.settleMany);
    const order = { userId: 'SIM-01', symbol: 'BTCUSDT', side: 'buy', type: 'market', price: null, lots: 1 } as const;
    await exchange.settled(exchange.flows.submitOrders([order, order]));
    expect(exchange.states.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'filled', 'filled']);
    addsUp(exchange);
  });

  it('that fails is told of by the span of each order that was to be booked', async () => {
    const exchange = await testExchange();
    exchange.flows.topics.settleMany.close();
    const order = { userId: 'SIM-01', symbol: 'BTCUSDT', side: 'buy', type: 'market', price: null, lots: 1 } as const;
    await exchange.settled(exchange.flows.submitOrders([order, order]));
    const { ERROR } = SpanStatusCode;
    const updates = byName(exchange.spans(), 'client_order_update');
    expect(updates.map(({ status }) => status.code)).toEqual([ERROR, ERROR]);
  });

  const ORDER = { symbol: 'BTCUSDT', side: 'buy', type: 'market', quantity: '0.00001' };
  const OF_MANY = { userId: 'SIM-01', symbol: 'BTCUSDT', side: 'buy', type: 'market', price: null, lots: 1 } as const;

  /** Messages to it are lost from the first that comes now, for so long. */
  function silentFor({ seams, clock }: Exchange, ms: number): void {
    clock.after(ms, seams.services.silence('wallet-service'));
  }

  it('that loses a booking is asked again, until the order has what it traded', async () => {
    const exchange = await testExchange();
    const { settleFunds } = exchange.flows.topics;
    const send = settleFunds.send.bind(settleFunds);
    settleFunds.send = (message) => {
      settleFunds.send = send;
      silentFor(exchange, 65_000);
      send(message);
    };
    await exchange.place({ token: exchange.tokens.user, body: ORDER });
    expect(exchange.states.at(-1)).toMatchObject({ state: 'filled', filledQuantity: '0.00001' });
    const [update] = byName(exchange.spans(), 'client_order_update');
    // Sent at 0, 61 and 123 s.
    expect(update?.attributes['retry.attempt']).toBe(3);
    addsUp(exchange);
  });

  it('that books but does not answer in time books once', async () => {
    const exchange = await testExchange();
    let asked = 0;
    exchange.seams.services.plant('wallet-service', 'settle_funds', async ({ clock }, body) => {
      const answer = await body();
      if (asked++ === 0) await clock.sleep(70_000);
      return answer;
    });
    await exchange.place({ token: exchange.tokens.user, body: ORDER });
    expect(exchange.states.at(-1)?.state).toBe('filled');
    const booked = byName(exchange.spans(), 'settle_funds').map((span) => span.attributes['wallet.booked_before']);
    expect(booked).toEqual([true, undefined]);
    addsUp(exchange);
  });

  it('that can never book a fill says so: its order stays open, and reconciling names it', async () => {
    const exchange = await testExchange();
    exchange.ledger.settle = () => {
      throw new Error('The disk is full');
    };
    await exchange.place({ token: exchange.tokens.user, body: ORDER });
    const [order] = exchange.states;
    expect(exchange.states).toHaveLength(1);
    const [update] = byName(exchange.spans(), 'client_order_update');
    expect(update?.status).toMatchObject({
      code: SpanStatusCode.ERROR,
      message: expect.stringContaining('disk is full'),
    });
    expect(update?.attributes['retry.attempt']).toBe(10);
    expect(exchange.faults.at(-1)).toMatch(/^order-manager.*The disk is full/);
    expect(exchange.reconcile().join()).toContain(order?.orderId);
    expect(exchange.inFlight()).toBe(0);
  });

  it('that loses the bookings of orders that come together is asked again', async () => {
    const exchange = await testExchange();
    const { settleMany } = exchange.flows.topics;
    const send = settleMany.send.bind(settleMany);
    settleMany.send = (message) => {
      settleMany.send = send;
      silentFor(exchange, 65_000);
      send(message);
    };
    await exchange.settled(exchange.flows.submitOrders([OF_MANY, OF_MANY]));
    expect(exchange.states.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'filled', 'filled']);
    addsUp(exchange);
  });

  it('that cannot book one of them for a while books the others at once, and that one in the end', async () => {
    const exchange = await testExchange();
    const settle = exchange.ledger.settle.bind(exchange.ledger);
    let failures = 2;
    let bad = '';
    exchange.ledger.settle = (booking, ...terms) => {
      bad ||= booking.orderId;
      if (booking.orderId === bad && failures-- > 0) throw new Error('The disk is full');
      return settle(booking, ...terms);
    };
    await exchange.settled(exchange.flows.submitOrders([OF_MANY, OF_MANY, OF_MANY]));
    const done = exchange.states.filter(({ state }) => state === 'filled').map(({ orderId }) => orderId);
    expect([done.length, done.indexOf(bad)]).toEqual([3, 2]);
    expect(exchange.faults.splice(0)).toEqual(Array(2).fill(expect.stringContaining('The disk is full')));
    addsUp(exchange);
  });

  it('that can never book one of them says so: that order stays open, and the others are filled', async () => {
    const exchange = await testExchange();
    const settle = exchange.ledger.settle.bind(exchange.ledger);
    let bad = '';
    exchange.ledger.settle = (booking, ...terms) => {
      bad ||= booking.orderId;
      if (booking.orderId === bad) throw new Error('The disk is full');
      return settle(booking, ...terms);
    };
    await exchange.settled(exchange.flows.submitOrders([OF_MANY, OF_MANY]));
    expect(exchange.states.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'filled']);
    expect(exchange.faults.at(-1)).toContain('1 bookings were not made: The disk is full');
    expect(exchange.reconcile().join()).toContain(bad);
  });

  it('costs the other orders of a message nothing when one of them is not open', async () => {
    const exchange = await testExchange();
    const { updateMany } = exchange.flows.topics;
    const send = updateMany.send.bind(updateMany);
    updateMany.send = (message) => {
      const change = { kind: 'fill', lots: 1, price: 1 } as const;
      send({ ...message, body: [{ orderId: 'ORD-NONE', bookingId: 'B', change }, ...message.body] });
    };
    await exchange.settled(exchange.flows.submitOrders([OF_MANY]));
    expect(exchange.states.at(-1)?.state).toBe('filled');
    expect(exchange.faults.splice(0)).toEqual([expect.stringContaining('ORD-NONE, which is not open')]);
    addsUp(exchange);
  });

  it('sets free in the end what an order had reserved that was refused while it was silent', async () => {
    const exchange = await testExchange();
    exchange.seams.services.plant('wallet-service', 'check_balance', async (_service, body) => {
      const answer = await body();
      silentFor(exchange, 30_000);
      return answer;
    });
    const body = { ...ORDER, type: 'limit', price: '60000.00', quantity: '50' };
    const [answer] = await exchange.place({ token: exchange.tokens.user, body });
    expect(answer).toMatchObject({ details: { reason: 'risk_limit_notional' } });
    addsUp(exchange);
  });

  it('sets free in the end what an order had reserved that was withdrawn while it was silent', async () => {
    const exchange = await testExchange();
    delay(exchange, exchange.flows.topics.createOrder);
    exchange.clock.after(5_000, () => silentFor(exchange, 30_000));
    await exchange.place({ token: exchange.tokens.user, body: ORDER });
    expect(exchange.states.at(-1)?.state).toBe('rejected');
    addsUp(exchange);
  });

  it('frees in the end what a cancelled order does not need', async () => {
    const exchange = await testExchange();
    const body = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.00001' };
    await exchange.place({ token: exchange.tokens.user, body });
    delay(exchange, exchange.flows.topics.releaseFunds);
    const orderId = exchange.states[0]?.orderId ?? '';
    await exchange.settled(exchange.account.cancelOrder({}, exchange.tokens.user, orderId));
    expect(exchange.states.at(-1)?.state).toBe('cancelled');
    addsUp(exchange);
  });
});
