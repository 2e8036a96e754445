import { route } from '@/lib/http/route';
import type { LiveEvent } from '@/lib/server/live-hub';
import { runtime } from '@/lib/server/runtime';

export const dynamic = 'force-dynamic';

/** Proxies and browsers drop a stream that is silent for long. */
const HEARTBEAT_MS = 15_000;

/** `GET /api/live`: server-sent events, one for each trace and order that changes from now on. */
export const GET = route(async (request) => {
  const { live } = await runtime();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
      const stop = () => {
        unsubscribe();
        clearInterval(heartbeat);
        request.signal.removeEventListener('abort', end);
      };
      const end = () => {
        stop();
        controller.close();
      };
      const unsubscribe = live.subscribe({
        event: ({ name, data }: LiveEvent) => send(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
        end,
      });
      request.signal.addEventListener('abort', end);
      send('retry: 1000\n\n');
    },
  });
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' },
  });
});
