import { afterEach, describe, expect, it } from 'vitest';
import { order as orderSchema, problem } from '@/lib/api/contract';
import { setExchange } from '@/mocks/exchange/instance';
import { testExchange } from '@/mocks/exchange/test-support';
import { POST as login } from '../../auth/login/route';
import { GET as listOrders } from '../orders/route';
import { GET as getOrder } from './[orderId]/route';
import { POST as placeOrder } from './route';

const NO_PARAMS = { params: Promise.resolve({}) };

function request(path: string, token: string | null, body?: unknown): Request {
  return new Request(`http://localhost${path}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
}

async function openExchange() {
  const { gateway, settled, tokens, spans } = await testExchange();
  setExchange({
    login: (carrier, credentials) => gateway.login(carrier, credentials),
    placeOrder: (carrier, token, body) => gateway.placeOrder(carrier, token, body),
    order: (token, orderId) => gateway.order(token, orderId),
    orders: (token, limit) => gateway.orders(token, limit),
    counters: () => ({ ended: 0, exported: 0, failed: 0, inFlight: 0, evictedOrders: 0, evictedSpanContexts: 0 }),
    stop: async () => {},
  });
  return { settled, tokens, spans };
}

describe('the order routes', () => {
  afterEach(() => setExchange(undefined));
  const good = { symbol: 'SOLUSDT', side: 'sell', type: 'limit', price: '150.00', quantity: '0.05' };

  it('place an order, give it alone and in the list, in the shape of the contract', async () => {
    const { settled, tokens } = await openExchange();
    const placed = await settled(placeOrder(request('/v1/order', tokens.user, good), NO_PARAMS));
    const order = orderSchema.parse(await placed.json());
    expect([placed.status, placed.headers.get('location')]).toEqual([201, `/v1/order/${order.orderId}`]);
    expect(order).toMatchObject({ ...good, state: 'accepted' });

    const params = Promise.resolve({ orderId: order.orderId });
    const alone = await settled(getOrder(request('/', tokens.user), { params }));
    const filled = orderSchema.parse(await alone.json());
    expect(filled).toMatchObject({ state: 'filled', filledQuantity: '0.05', averagePrice: '150.0000' });
    const list = await settled(listOrders(request('/v1/orders?limit=5', tokens.user), NO_PARAMS));
    expect(await list.json()).toEqual({ orders: [filled] });
  });

  it.each([
    ['bad input', { ...good, price: '1e308' }, 400, 'bad_price'],
    ['a business refusal', { ...good, quantity: '1000.01' }, 422, 'insufficient_balance'],
  ])('answer %s with a problem that names the order and its trace', async (_what, body, status, reason) => {
    const { settled, tokens, spans } = await openExchange();
    const response = await settled(placeOrder(request('/v1/order', tokens.user, body), NO_PARAMS));
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const { traceId } = spans()[0]?.spanContext() ?? {};
    expect(problem.parse(await response.json())).toMatchObject({ status, reason, traceId });
  });

  it('let nobody in without a token', async () => {
    const { settled } = await openExchange();
    const params = Promise.resolve({ orderId: 'x' });
    for (const answer of [
      placeOrder(request('/v1/order', null, good), NO_PARAMS),
      getOrder(request('/', null), { params }),
      listOrders(request('/v1/orders', 'forged'), NO_PARAMS),
      login(request('/auth/login', null, { username: 'demo_user', password: 'wrong' }), NO_PARAMS),
    ]) {
      expect((await settled(answer)).status).toBe(401);
    }
  });

  it('say that the exchange is off when it is', async () => {
    const response = await placeOrder(request('/v1/order', 'any', good), NO_PARAMS);
    expect([response.status, problem.parse(await response.json()).detail]).toEqual([
      503,
      'The mock exchange is not running. Start Fillpath with FILLPATH_EXCHANGE=on, which is the default.',
    ]);
  });
});
