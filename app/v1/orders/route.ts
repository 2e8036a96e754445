import type { Order } from '@/lib/api/order-contract';
import { route } from '@/lib/http/route';
import { limitOf, tokenOf } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/** `GET /v1/orders?limit`: the bearer's orders, newest first. */
export const GET = route(async (request) => {
  const orders: Order[] = await exchange().orders(tokenOf(request), limitOf(request));
  return Response.json({ orders }, { headers: { 'cache-control': 'no-store' } });
});
