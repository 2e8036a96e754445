import type { LiveHub } from './live-hub';

/** Proxies and browsers drop a stream that is silent for long. */
const HEARTBEAT_MS = 15_000;

/** What may wait for a reader that is too slow. One that falls further behind is cut off; it comes again and asks for what it missed. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * What happens from now on, as server-sent events. Ends when the hub does, when `disconnected` says so, when the stream is
 * cancelled, in whatever order these come; nothing throws into the hub, whose other listeners must not suffer.
 */
export function eventStream(live: LiveHub, disconnected: AbortSignal): ReadableStream<Uint8Array> {
  let leave = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const encoder = new TextEncoder();
        let open = true;
        const send = (text: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
          else end();
        };
        const end = () => {
          if (!open) return;
          leave();
          controller.close();
        };
        const unsubscribe = live.subscribe({
          event: ({ name, data }) => send(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
          end,
        });
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
        leave = () => {
          open = false;
          unsubscribe();
          clearInterval(heartbeat);
          disconnected.removeEventListener('abort', end);
        };
        disconnected.addEventListener('abort', end);
        send('retry: 1000\n\n');
        if (disconnected.aborted) end();
      },
      cancel: () => leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
}
