import { describe, expect, it } from 'vitest';
import type { Order } from './orders/types';
import { byName, testExchange, traceTexts } from './test-support';

const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '50000.00', quantity: '0.1' };

async function placed() {
  const exchange = await testExchange();
  const [answer] = await exchange.place({ token: exchange.tokens.user, body: resting });
  const { orderId } = answer as Order;
  const cancel = () => exchange.account.cancelOrder({}, exchange.tokens.user, orderId);
  const usdt = () => {
    const account = exchange.ledger.snapshot().find(({ owner, asset }) => owner === 'USR-1' && asset === 'USDT');
    return account?.balance;
  };
  return { ...exchange, orderId, cancel, usdt };
}

describe('a cancellation', () => {
  it('is answered while the order is still open, and then frees the money and ends the order', async () => {
    const { cancel, settled, usdt, states, reconcile, faults, inFlight } = await placed();
    expect(usdt()?.reserved).toBe(5_000n * 100_000_000n);
    expect(await settled(cancel())).toMatchObject({ state: 'accepted' });
    expect(states.at(-1)).toMatchObject({ state: 'cancelled', filledQuantity: '0' });
    expect(usdt()).toEqual({ available: 10_000_000n * 100_000_000n, reserved: 0n });
    expect([reconcile(), faults, inFlight()]).toEqual([[], [], 0]);
  });

  it('is a trace of its own, from the request to the message to the exchange-gateway', async () => {
    const { cancel, settled, spans, orderId } = await placed();
    const before = spans().length;
    await settled(cancel());
    const traces = traceTexts(spans().slice(before), ['http.request.method', 'http.response.status_code']);
    expect(traces[0]?.slice(0, 5)).toEqual([
      'client-gateway cancel_order_received server DELETE 202',
      '  user-service verify_token server',
      '  order-manager cancel_order server',
      '    order-manager SELECT order client',
      '    exchange-gateway exchange_cancel_send consumer',
    ]);
    const [received] = byName(spans(), 'cancel_order_received');
    expect(received?.attributes).toMatchObject({ 'order.id': orderId, 'user.id': 'USR-1' });
    expect(byName(spans(), 'cancel_order')[0]?.attributes).toMatchObject({ 'order.status': 'accepted' });
  });

  it('asked for twice goes to the exchange-gateway once', async () => {
    const { cancel, settled, spans, reconcile } = await placed();
    const answers = await settled(Promise.all([cancel(), cancel()]));
    expect(answers.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    expect(byName(spans(), 'exchange_cancel_send')).toHaveLength(1);
    expect(reconcile()).toEqual([]);
  });
});
