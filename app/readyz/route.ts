import { route } from '@/lib/http/route';
import { runtime } from '@/lib/server/runtime';

export const dynamic = 'force-dynamic';

/** `GET /readyz`: the store answers. */
export const GET = route(async () => {
  const { store } = await runtime();
  await store.select('SELECT 1', {}, { maxSeconds: 5 });
  return Response.json({ status: 'ready' });
});
