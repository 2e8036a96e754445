import type { PositionReport } from '@/lib/api/order-contract';
import { route } from '@/lib/http/route';
import { carrierOf, tokenOf } from '@/mocks/exchange/http';
import { exchange } from '@/mocks/exchange/instance';

export const runtime = 'nodejs';

/** `GET /reports/positions`: the bearer's positions and wallets. */
export const GET = route(async (request) => {
  const report: PositionReport = await exchange().positions(carrierOf(request), tokenOf(request));
  return Response.json(report, { headers: { 'cache-control': 'no-store' } });
});
