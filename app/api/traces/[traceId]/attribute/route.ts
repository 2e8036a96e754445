import { traceIdFrom } from '@/lib/http/ids';
import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';
import { attributeColumn, attributeKeys } from '@/lib/store/trace-attributes';

const HEADERS = { 'cache-control': 'no-store' };

/** `GET /api/traces/{traceId}/attribute`: the keys of its attributes, or with `?key=` the values of one, by span, as Arrow. */
export const GET = route<{ traceId: string }>(async (request, params) => {
  const traceId = traceIdFrom(params.traceId);
  const key = new URL(request.url).searchParams.get('key') ?? '';
  const { store } = await runtime();
  if (key === '') return Response.json(await attributeKeys(store, traceId), { headers: HEADERS });
  const column = await attributeColumn(store, traceId, key);
  return new Response(column as Uint8Array<ArrayBuffer>, {
    headers: { ...HEADERS, 'content-type': 'application/vnd.apache.arrow.stream' },
  });
});
