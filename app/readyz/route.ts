import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';

export const dynamic = 'force-dynamic';

/**
 * `GET /readyz`: 200 when the store answers. `status` is `degraded`, with why in `detail`, when all but the mock exchange works:
 * spans are taken in and pages answered then, and no traffic should be kept from them for its sake.
 */
export const GET = route(async () => {
  const { store, troubles } = await runtime();
  await store.select('SELECT 1', {}, { maxSeconds: 5 });
  const found = troubles.map((trouble) => trouble()).filter((sentence) => sentence !== null);
  return Response.json(found.length === 0 ? { status: 'ready' } : { status: 'degraded', detail: found.join(' ') });
});
