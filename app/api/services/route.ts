import { route } from '@/lib/http/route';
import { parseRedRequest } from '@/lib/latency/request';
import { coverWhole } from '@/lib/latency/steps';
import { runtime } from '@/lib/server/runtime';
import { listServices } from '@/lib/store/services';

/** Services and operations together in one answer; 3,000 are about 700 kB. */
const MAX_LISTED = 3_000;

/** `GET /api/services?start&end` (Unix nanoseconds; the last hour when left out): counts cover the whole minutes touched. */
export const GET = route(async (request) => {
  const { start, end } = parseRedRequest(new URL(request.url).searchParams, BigInt(Date.now()) * 1_000_000n);
  const { store } = await runtime();
  const answer = await listServices(store, coverWhole(start, end), MAX_LISTED);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
});
