import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Order } from '@/lib/api/order-contract';
import { eventStream } from './event-stream';
import { LiveHub } from './live-hub';

const order = (orderId: string) => ({ orderId }) as Order;
const hubOf = () => new LiveHub(() => Promise.resolve([]));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** All that is in the stream up to its end. */
async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

it('sends each event by its name, in one line of JSON, after how soon to come again', async () => {
  const hub = hubOf();
  const stream = eventStream(hub, new AbortController().signal);
  hub.publishOrder(order('ORD-1'));
  hub.close();
  expect(await textOf(stream)).toBe('retry: 1000\n\nevent: order\ndata: {"orderId":"ORD-1"}\n\n');
});

it('is never silent for long', async () => {
  const hub = hubOf();
  const stream = eventStream(hub, new AbortController().signal);
  vi.advanceTimersByTime(15_000);
  hub.close();
  expect(await textOf(stream)).toContain(': still here\n\n');
});

it.each([
  ['the reader cancels', (_: AbortController, stream: ReadableStream) => stream.cancel()],
  ['the client disconnects', (client: AbortController) => client.abort()],
  [
    'both come together, the cancelling first',
    async (client: AbortController, stream: ReadableStream) => {
      await stream.cancel();
      client.abort();
    },
  ],
])('leaves the hub in peace after %s', async (_, disconnect) => {
  const hub = hubOf();
  const client = new AbortController();
  const stream = eventStream(hub, client.signal);
  const heard = vi.fn();
  hub.subscribe({ event: heard, end: () => undefined });

  await disconnect(client, stream);
  hub.publishOrder(order('ORD-1'));
  expect(heard).toHaveBeenCalledOnce();
  // The hub's own timer, for orders that might follow, is over.
  vi.advanceTimersByTime(250);
  expect(vi.getTimerCount()).toBe(0);
  hub.close();
});

it('ends at once for a client that was gone before it began', async () => {
  expect(await textOf(eventStream(hubOf(), AbortSignal.abort()))).toBe('retry: 1000\n\n');
  expect(vi.getTimerCount()).toBe(0);
});

it('cuts off a reader that falls a megabyte behind', async () => {
  const hub = hubOf();
  const stream = eventStream(hub, new AbortController().signal);
  for (let event = 0; event < 20; event++) hub.publishOrder(order(`${event}`.padEnd(100_000, 'x')));
  vi.advanceTimersByTime(1_000);
  // Ten fit, and the one that goes beyond.
  expect((await textOf(stream)).length).toBeLessThan(1_200_000);
});
