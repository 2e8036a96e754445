import { FillpathError } from '@/lib/base/errors';
import { readFind } from '@/lib/find/read-find';
import { traceIdFrom } from '@/lib/http/ids';
import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';
import { matchingSpanIds } from '@/lib/store/span-matches';

/** `GET /api/traces/{traceId}/matches?q=`: the ids of its spans on which all terms of `q` hold, as an Arrow stream. */
export const GET = route<{ traceId: string }>(async (request, params) => {
  const traceId = traceIdFrom(params.traceId);
  const text = new URL(request.url).searchParams.get('q') ?? '';
  if (text.trim() === '') {
    throw new FillpathError(
      'invalid-input',
      'Say what to look for: ?q= with a text or with terms such as order.id=ORD-1.',
    );
  }
  const query = readFind(text);
  if (query instanceof Error) throw query;
  const { store } = await runtime();
  const ids = await matchingSpanIds(store, traceId, query.conditions);
  return new Response(ids as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': 'application/vnd.apache.arrow.stream', 'cache-control': 'no-store' },
  });
});
