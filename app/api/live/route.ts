import { route } from '@/lib/http/route';
import { eventStream } from '@/lib/server/event-stream';
import { runtime } from '@/lib/server/runtime';

export const dynamic = 'force-dynamic';

/** `GET /api/live`: server-sent events, one for each trace and order that changes from now on. */
export const GET = route(async (request) => {
  const { live } = await runtime();
  return new Response(eventStream(live, request.signal), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' },
  });
});
