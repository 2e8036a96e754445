import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { byName, testExchange, traceTexts } from './test-support';

const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const CARRIER = { traceparent: `00-${caller.traceId}-${caller.spanId}-01` };
const resting = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '50000.00', quantity: '0.1' };

function http(method: string, path: string, status: number, route = path) {
  return {
    'http.request.method': method,
    'http.route': route,
    'url.path': path,
    'url.scheme': 'http',
    'http.response.status_code': status,
  };
}

/** The one span of that name, which must be a server's. */
function server(spans: readonly ReadableSpan[], name: string): ReadableSpan {
  const [span, ...more] = byName(spans, name);
  if (!span || more.length > 0) throw new Error(`${more.length + (span ? 1 : 0)} spans are named ${name}`);
  expect([span.kind, span.resource.attributes['service.name']]).toEqual([SpanKind.SERVER, 'api-gateway']);
  return span;
}

describe('a request to the HTTP API', () => {
  it('that logs in is the span POST /auth/login above what it takes', async () => {
    const { api, settled, spans } = await testExchange();
    await settled(api.login(CARRIER, { username: 'demo_user', password: 'demo123' }));
    expect(traceTexts(spans())).toEqual([
      [
        'api-gateway POST /auth/login server',
        '  user-service authenticate server',
        '    user-service SELECT user client',
        '    user-service generate_token internal',
      ],
    ]);
    const span = server(spans(), 'POST /auth/login');
    expect(span.attributes).toEqual({ ...http('POST', '/auth/login', 200), 'user.id': 'USR-1' });
    for (const { attributes } of spans()) expect(attributes).toHaveProperty(['user.id'], 'USR-1');
    expect(span.parentSpanContext).toMatchObject({ ...caller, isRemote: true });
  });

  it('that orders is POST /v1/order above client_order_received, with the ids of the order', async () => {
    const { api, settled, spans, tokens } = await testExchange();
    const order = await settled(api.placeOrder({}, tokens.user, { ...resting, clientOrderId: 'MINE' }));
    expect(traceTexts(spans())[0]).toEqual([
      'api-gateway POST /v1/order server',
      '  client-gateway client_order_received server',
      '    user-service verify_token server',
      '    wallet-service check_balance server',
      '      wallet-service UPDATE wallet client',
      '    risk-manager validate_order server',
      '    risk-manager check_risk server',
      '    order-manager order_manager_processing server',
      '      order-manager create_order internal',
      '        order-manager INSERT order client',
      '        order-manager publish_event producer',
    ]);
    const span = server(spans(), 'POST /v1/order');
    expect(span.attributes).toEqual({
      ...http('POST', '/v1/order', 201),
      'order.id': order.orderId,
      'client.order_id': 'MINE',
      'user.id': 'USR-1',
      'order.status': 'accepted',
    });
    expect([span.parentSpanContext, span.spanContext().traceId]).toEqual([undefined, order.traceId]);
  });

  it('that cancels has the route and not the order in its name', async () => {
    const { api, settled, spans, tokens, place } = await testExchange();
    const [order] = await place({ token: tokens.user, body: resting });
    if (!order || !('orderId' in order)) throw new Error('not placed');
    const { orderId } = order;
    await settled(api.cancelOrder({}, tokens.user, orderId));
    const route = '/v1/order/{orderId}';
    expect(server(spans(), `DELETE ${route}`).attributes).toMatchObject({
      ...http('DELETE', `/v1/order/${orderId}`, 202, route),
      'order.id': orderId,
    });
    await expect(settled(api.cancelOrder({}, tokens.user, '<b>'.repeat(50)))).rejects.toMatchObject({
      kind: 'not-found',
    });
    const unnamed = byName(spans(), `DELETE ${route}`)[1];
    expect(unnamed?.attributes).toMatchObject({ 'http.response.status_code': 404 });
    expect(JSON.stringify(unnamed?.attributes)).not.toContain('<b>');
  });

  it('that replaces is PATCH with the id of the new order, and of the one whose place it takes', async () => {
    const { api, settled, spans, tokens, place } = await testExchange();
    const [old] = await place({ token: tokens.user, body: resting });
    if (!old || !('orderId' in old)) throw new Error('not placed');
    const order = await settled(api.replaceOrder({}, tokens.user, old.orderId, { quantity: '0.2' }));
    const route = '/v1/order/{orderId}';
    expect(server(spans(), `PATCH ${route}`).attributes).toMatchObject({
      ...http('PATCH', `/v1/order/${old.orderId}`, 200, route),
      'order.id': order.orderId,
      'order.replaces': old.orderId,
    });
  });

  it('that asks for the positions is GET /reports/positions above positions_requested', async () => {
    const { api, settled, spans, tokens } = await testExchange();
    await settled(api.positions({}, tokens.user));
    expect(traceTexts(spans())[0]?.slice(0, 2)).toEqual([
      'api-gateway GET /reports/positions server',
      '  client-gateway positions_requested server',
    ]);
    expect(server(spans(), 'GET /reports/positions').attributes).toEqual({
      ...http('GET', '/reports/positions', 200),
      'user.id': 'USR-1',
    });
  });

  it.each([
    ['a wrong password', 401, 'bad_login', 'POST /auth/login'],
    ['a forged token', 401, 'bad_token', 'GET /reports/positions'],
    ['a price of NaN', 400, 'bad_price', 'POST /v1/order'],
    ['too little money', 422, 'insufficient_balance', 'POST /v1/order'],
    ['an unknown order', 404, 'unknown_order', 'DELETE /v1/order/{orderId}'],
  ])('that is refused for %s says %i, %s and its trace, and is no error', async (_what, status, reason, name) => {
    const { api, settled, spans, tokens } = await testExchange();
    const requests: Record<string, () => Promise<unknown>> = {
      bad_login: () => api.login({}, { username: 'demo_user', password: 'demo124' }),
      bad_token: () => api.positions({}, 'forged'),
      bad_price: () => api.placeOrder({}, tokens.user, { ...resting, price: 'NaN' }),
      insufficient_balance: () => api.placeOrder({}, tokens.user, { ...resting, quantity: '900' }),
      unknown_order: () => api.cancelOrder({}, tokens.user, 'ORD-0'),
    };
    const refusal = await settled(requests[reason]?.() ?? Promise.resolve()).catch((error: unknown) => error);
    const span = server(spans(), name);
    expect(refusal).toMatchObject({ details: { reason, traceId: span.spanContext().traceId } });
    const { attributes, status: outcome } = span;
    expect(attributes).toMatchObject({ 'http.response.status_code': status, 'order.reject_reason': reason });
    expect([attributes['error.type'], outcome.code]).toEqual([undefined, SpanStatusCode.UNSET]);
  });

  it.each(['NaN', '1.00'])(
    'that is refused for a price of %s names the client, the order and its id at the client',
    async (price) => {
      const { api, settled, spans, tokens } = await testExchange();
      const placing = api.placeOrder({}, tokens.user, { ...resting, price, clientOrderId: 'MINE' });
      await expect(settled(placing)).rejects.toMatchObject({
        details: { orderId: expect.stringMatching(/^ORD-/) as string },
      });
      expect(server(spans(), 'POST /v1/order').attributes).toMatchObject({
        'order.id': expect.stringMatching(/^ORD-/) as string,
        'client.order_id': 'MINE',
        'user.id': 'USR-1',
      });
    },
  );

  it('that cancels what is filled names the client and the order, and so does every span of it that knows them', async () => {
    const { api, settled, spans, tokens, place } = await testExchange();
    const [order] = await place({ token: tokens.user, body: { ...resting, price: '62000.00', clientOrderId: 'MINE' } });
    if (!order || !('orderId' in order)) throw new Error('not placed');
    const before = spans().length;
    await expect(settled(api.cancelOrder({}, tokens.user, order.orderId))).rejects.toMatchObject({ kind: 'conflict' });
    const ids = { 'order.id': order.orderId, 'client.order_id': 'MINE', 'user.id': 'USR-1' };
    const made = spans().slice(before);
    for (const name of ['DELETE /v1/order/{orderId}', 'cancel_order_received', 'cancel_order']) {
      expect(byName(made, name)[0]?.attributes).toMatchObject(ids);
    }
  });

  it('that nobody answers in time is an error with status 503', async () => {
    const { api, settled, spans, tokens, seams } = await testExchange();
    seams.services.silence('risk-manager');
    await expect(settled(api.placeOrder({}, tokens.user, resting))).rejects.toMatchObject({ kind: 'unavailable' });
    const { attributes, status } = server(spans(), 'POST /v1/order');
    expect(attributes).toMatchObject({ 'http.response.status_code': 503, 'error.type': '503', 'user.id': 'USR-1' });
    expect(status.code).toBe(SpanStatusCode.ERROR);
  });
});
