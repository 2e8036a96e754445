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
