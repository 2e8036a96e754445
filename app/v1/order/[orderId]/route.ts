import type { Order } from '@/lib/api/contract';
import { route } from '@/lib/http/route';
import { tokenOf } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/** `GET /v1/order/{id}`: one of the bearer's orders; 404 for any other. */
export const GET = route<{ orderId: string }>(async (request, { orderId }) => {
  const order: Order = await exchange().order(tokenOf(request), orderId);
  return Response.json(order, { headers: { 'cache-control': 'no-store' } });
});
