import { spanIdFrom, traceIdFrom } from '@/lib/http/ids';
import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';
import { spanDetail } from '@/lib/store/span-detail';

/** `GET /api/traces/{traceId}/spans/{spanId}`: one span whole. */
export const GET = route<{ traceId: string; spanId: string }>(async (_request, params) => {
  const { store } = await runtime();
  const detail = await spanDetail(store, traceIdFrom(params.traceId), spanIdFrom(params.spanId));
  return Response.json(detail, { headers: { 'cache-control': 'no-store' } });
});
