import type { ExchangeOrders } from '@/lib/api/exchange-contract';
import { route } from '@/lib/http/route';
import { limitOf } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';
import { idsOf } from '@/mocks/exchange/orders/order-lists';

export const runtime = 'nodejs';

/** `GET /api/exchange/orders?limit&ids`: the orders of all clients, 50 in each list when left out. */
export const GET = route(async (request) => {
  const orders: ExchangeOrders = await exchange().orderLists(limitOf(request), idsOf(request));
  return Response.json(orders, { headers: { 'cache-control': 'no-store' } });
});
