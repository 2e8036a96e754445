import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';
import { searchTraces } from '@/lib/store/search-traces';
import { parseSearchRequest } from './parameters';

/** `GET /api/search?q&start&end&limit&sort&cursor`: the traces that match a query, a page at a time. */
export const GET = route(async (request) => {
  const asked = parseSearchRequest(new URL(request.url).searchParams);
  const { store } = await runtime();
  const answer = await searchTraces(store, asked, BigInt(Date.now()) * 1_000_000n);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
});
