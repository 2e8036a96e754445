import type { Order } from '@/lib/api/order-contract';
import { route } from '@/lib/http/route';
import { carrierOf, readJson, tokenOf } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/**
 * `POST /v1/order` with `{symbol, side, type, price, quantity, clientOrderId?}`: 201 and the order, once it is created; its fills
 * come later. A refusal says its `reason`, `orderId` and `traceId` (null: not recorded). A `traceparent` header makes the order
 * part of that trace.
 */
export const POST = route(async (request) => {
  const body = await readJson(request);
  const order: Order = await exchange().placeOrder(carrierOf(request), tokenOf(request), body);
  return Response.json(order, {
    status: 201,
    headers: { location: `/v1/order/${order.orderId}`, 'cache-control': 'no-store' },
  });
});
