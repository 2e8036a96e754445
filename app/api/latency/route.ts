import { route } from '@/lib/http/route';
import { parseRedRequest } from '@/lib/latency/request';
import { fillSeries } from '@/lib/latency/series';
import { coverRange } from '@/lib/latency/steps';
import { runtime } from '@/lib/server/runtime';
import { redSeries, slowestOperations } from '@/lib/store/red';

const MAX_OPERATIONS = 200;

/**
 * `GET /api/latency?service&operation&start&end` (Unix nanoseconds; the last hour when left out). Everything in the answer
 * covers the same whole steps: from the start of the first to the end of the last.
 */
export const GET = route(async (request) => {
  const asked = parseRedRequest(new URL(request.url).searchParams, BigInt(Date.now()) * 1_000_000n);
  const cover = coverRange(asked.start, asked.end);
  const window = { ...asked, start: cover.start, end: cover.end };
  const { store } = await runtime();
  const [steps, slowest] = await Promise.all([
    redSeries(store, window, cover.stepNanos),
    slowestOperations(store, window, MAX_OPERATIONS),
  ]);
  const series = fillSeries(steps, cover).map(({ start, ...numbers }) => ({
    startTimeUnixNano: String(start),
    ...numbers,
  }));
  const answer = { stepNanos: cover.stepNanos, series, ...slowest };
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
});
