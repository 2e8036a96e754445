import { afterEach, describe, expect, it } from 'vitest';
import { problem } from '@/lib/api/contract';
import { order as orderSchema, positionReport } from '@/lib/api/order-contract';
import type { Exchange } from '@/mocks/exchange';
import { setExchange } from '@/mocks/exchange/instance';
import { testExchange } from '@/mocks/exchange/test-support';
import { POST as login } from '../../auth/login/route';
import { GET as getPositions } from '../../reports/positions/route';
import { GET as listOrders } from '../orders/route';
import { DELETE as cancelOrder, GET as getOrder, PATCH as replaceOrder } from './[orderId]/route';
import { POST as placeOrder } from './route';

const NO_PARAMS = { params: Promise.resolve({}) };

function request(path: string, token: string | null, body?: unknown): Request {
  return new Request(`http://localhost${path}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
}

async function openExchange() {
  const { api, gateway, settled, tokens, spans } = await testExchange();
  const running: Pick<
    Exchange,
    'login' | 'placeOrder' | 'order' | 'orders' | 'cancelOrder' | 'replaceOrder' | 'positions'
  > = {
    login: (carrier, credentials) => api.login(carrier, credentials),
    placeOrder: (carrier, token, body) => api.placeOrder(carrier, token, body),
    order: (token, orderId) => gateway.order(token, orderId),
    orders: (token, limit) => gateway.orders(token, limit),
    cancelOrder: (carrier, token, orderId) => api.cancelOrder(carrier, token, orderId),
    replaceOrder: (carrier, token, orderId, body) => api.replaceOrder(carrier, token, orderId, body),
    positions: (carrier, token) => api.positions(carrier, token),
  };
  setExchange(running as Exchange);
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
    expect(order).toMatchObject({ ...good, state: 'accepted', leavesQuantity: '0.05' });

    const params = Promise.resolve({ orderId: order.orderId });
    const alone = await settled(getOrder(request('/', tokens.user), { params }));
    const filled = orderSchema.parse(await alone.json());
    expect(filled).toMatchObject({ state: 'filled', filledQuantity: '0.05', leavesQuantity: '0' });
    expect(filled.averagePrice).toBe('150.0000');
    const list = await settled(listOrders(request('/v1/orders?limit=5', tokens.user), NO_PARAMS));
    expect(await list.json()).toEqual({ orders: [filled] });
  });

  it('report positions and wallets in the shape of the contract', async () => {
    const { settled, tokens } = await openExchange();
    await settled(placeOrder(request('/v1/order', tokens.user, good), NO_PARAMS));
    const answer = await settled(getPositions(request('/reports/positions', tokens.user), NO_PARAMS));
    const { positions, wallets } = positionReport.parse(await answer.json());
    expect(positions).toEqual([
      { symbol: 'SOLUSDT', quantity: '-0.05', averagePrice: '150.0000', realisedPnl: '0', currency: 'USDT' },
    ]);
    expect(wallets).toContainEqual({ currency: 'SOL', balance: '999.95', reserved: '0' });
  });

  it('refuse to cancel what is filled with 409, and what the bearer does not have with 404', async () => {
    const { settled, tokens } = await openExchange();
    const placed = await settled(placeOrder(request('/v1/order', tokens.user, good), NO_PARAMS));
    const { orderId } = orderSchema.parse(await placed.json());
    const params = Promise.resolve({ orderId });
    const late = await settled(cancelOrder(request('/', tokens.user), { params }));
    expect(problem.parse(await late.json())).toMatchObject({ status: 409, reason: 'too_late_to_cancel' });
    const foreign = await settled(cancelOrder(request('/', tokens.fund), { params }));
    expect(problem.parse(await foreign.json())).toMatchObject({ status: 404, reason: 'unknown_order' });
  });

  it('say what an order id is instead of repeating what is none', async () => {
    const { settled, tokens } = await openExchange();
    const params = Promise.resolve({ orderId: 'x'.repeat(9_000) });
    const answer = await settled(getOrder(request('/', tokens.user), { params }));
    expect(problem.parse(await answer.json())).toMatchObject({
      status: 404,
      detail: 'An order id is 1 to 64 letters, digits, or one of _ . : -',
    });
  });

  it('replace what is not filled yet, under the rules of the order entry', async () => {
    const { settled, tokens } = await openExchange();
    const resting = { ...good, price: '160.00', timeInForce: 'day' };
    const placed = await settled(placeOrder(request('/v1/order', tokens.user, resting), NO_PARAMS));
    const { orderId } = orderSchema.parse(await placed.json());
    const change = (body: unknown, token = tokens.user) =>
      settled(replaceOrder(request('/', token, body), { params: Promise.resolve({ orderId }) }));
    const problemOf = async (body: unknown, token?: string) => problem.parse(await (await change(body, token)).json());

    expect(await problemOf({ price: '1e308' })).toMatchObject({ status: 400, reason: 'bad_price' });
    expect(await problemOf({ side: 'buy' })).toMatchObject({
      status: 400,
      reason: 'bad_request',
      detail: 'The change of an order has no "side" here: send clientOrderId, price, quantity.',
    });
    expect(await problemOf({})).toMatchObject({ status: 400, reason: 'bad_request' });
    expect(await problemOf({ price: '155.00' }, tokens.fund)).toMatchObject({ status: 404, reason: 'unknown_order' });

    const answer = await change({ price: '155.00' });
    const order = orderSchema.parse(await answer.json());
    expect([answer.status, answer.headers.get('location')]).toEqual([200, `/v1/order/${order.orderId}`]);
    expect(order).toMatchObject({ ...good, price: '155.00', timeInForce: 'day', state: 'accepted' });
    expect(await problemOf({ price: '158.00' })).toMatchObject({ status: 409, reason: 'too_late_to_replace' });
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
    const refusals = [
      placeOrder(request('/v1/order', null, good), NO_PARAMS),
      getOrder(request('/', null), { params }),
      listOrders(request('/v1/orders', 'forged'), NO_PARAMS),
      cancelOrder(request('/', 'forged'), { params }),
      replaceOrder(request('/', 'forged', { price: '1' }), { params }),
      getPositions(request('/reports/positions', null), NO_PARAMS),
      login(request('/auth/login', null, { username: 'demo_user', password: 'wrong' }), NO_PARAMS),
    ];
    for (const answer of refusals) expect((await settled(answer)).status).toBe(401);
  });

  it('say that the exchange is off when it is', async () => {
    const response = await placeOrder(request('/v1/order', 'any', good), NO_PARAMS);
    expect([response.status, problem.parse(await response.json()).detail]).toEqual([
      503,
      'The mock exchange is not running. Start Fillpath with FILLPATH_EXCHANGE=on, which is the default.',
    ]);
  });
});
