import { FillpathError } from '@/lib/base/errors';
import { traceIdFrom } from '@/lib/http/ids';
import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';
import { traceEvents } from '@/lib/store/trace-events';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 1000;

/** `GET /api/traces/{traceId}/events?cursor&limit`: events of all spans in the order of their times. */
export const GET = route<{ traceId: string }>(async (request, params) => {
  const traceId = traceIdFrom(params.traceId);
  const { searchParams } = new URL(request.url);
  const limit = limitFrom(searchParams.get('limit') || String(DEFAULT_LIMIT));
  const { store } = await runtime();
  const events = await traceEvents(store, traceId, searchParams.get('cursor') ?? '', limit);
  return Response.json(events, { headers: { 'cache-control': 'no-store' } });
});

function limitFrom(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new FillpathError('invalid-input', `"limit" must be a whole number from 1 to ${MAX_LIMIT}.`);
}
