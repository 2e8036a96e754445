import type { PeersResponse } from '@/lib/api/contract';
import { route } from '@/lib/http/route';
import { foldBins } from '@/lib/latency/fold-bins';
import { runtime } from '@/lib/server/runtime';
import { peers } from '@/lib/store/peers';
import { parsePeersRequest } from './parameters';

/** `GET /api/peers?service&operation&durationNano&start&end`: how long a span took among those of its operation. */
export const GET = route(async (request) => {
  const asked = parsePeersRequest(new URL(request.url).searchParams, BigInt(Date.now()) * 1_000_000n);
  const { store } = await runtime();
  const { bins, ...numbers } = await peers(store, asked);
  const answer: PeersResponse = { ...numbers, bars: foldBins(bins) };
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
});
