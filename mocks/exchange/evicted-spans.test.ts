import { expect, it } from 'vitest';
import type { Order } from './orders/types';
import { byName, testExchange } from './test-support';

it('a report on an order whose span was forgotten has no link, says so, is counted, and is found by the id of the order', async () => {
  const exchange = await testExchange();
  const { user } = exchange.tokens;
  const body = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '60000.00', quantity: '0.00001' };
  const [placed] = await exchange.place({ token: user, body });
  const { orderId } = placed as Order;
  const ref = { traceId: '1'.padStart(32, '0'), spanId: '1'.padStart(16, '0'), sampled: true };
  // As many as it remembers, sent after that order.
  for (let n = 0; n < 100_000; n++) exchange.market.sent.remember(`LATER-${n}`, ref);
  expect(exchange.evicted().spanContexts).toBe(1);

  await exchange.settled(exchange.account.cancelOrder({}, user, orderId));
  const [cancelled] = byName(exchange.spans(), 'external_exchange_ws_recv').filter(
    ({ attributes }) => attributes['exec.type'] === 'Canceled',
  );
  expect(cancelled?.links).toEqual([]);
  expect(cancelled?.attributes).toMatchObject({ 'links.missing': 1, 'order.id': orderId });
  expect([exchange.faults, exchange.reconcile(), exchange.openOrders()]).toEqual([[], [], 0]);
});
