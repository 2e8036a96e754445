import type { Order } from '@/lib/api/order-contract';
import { route } from '@/lib/http/route';
import { carrierOf, readJson, tokenOf } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/** `GET /v1/order/{id}`: one of the bearer's orders; 404 for any other. */
export const GET = route<{ orderId: string }>(async (request, { orderId }) => {
  const order: Order = await exchange().order(tokenOf(request), orderId);
  return Response.json(order, { headers: { 'cache-control': 'no-store' } });
});

/**
 * `DELETE /v1/order/{id}`: 202 and the order as it is, once its cancellation is under way. It may still be filled before the venue
 * hears of it. 404 for an order that is not the bearer's, 409 when nothing is left to cancel.
 */
export const DELETE = route<{ orderId: string }>(async (request, { orderId }) => {
  const order: Order = await exchange().cancelOrder(carrierOf(request), tokenOf(request), orderId);
  return Response.json(order, { status: 202, headers: { 'cache-control': 'no-store' } });
});

/**
 * `PATCH /v1/order/{id}` with `{price?, quantity?, clientOrderId?}`: 200 and the order that takes its place, once the rest of the
 * old one is cancelled; `quantity` is what is wanted in all, with what has been filled already. 400 for what can be no order, 404
 * for an order that is not the bearer's, 409 when nothing is left to replace or another change is under way.
 */
export const PATCH = route<{ orderId: string }>(async (request, { orderId }) => {
  const body = await readJson(request);
  const order: Order = await exchange().replaceOrder(carrierOf(request), tokenOf(request), orderId, body);
  return Response.json(order, { headers: { location: `/v1/order/${order.orderId}`, 'cache-control': 'no-store' } });
});
