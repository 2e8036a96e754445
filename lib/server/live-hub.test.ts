import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TraceSummary } from '@/lib/api/contract';
import type { Order } from '@/lib/api/order-contract';
import { type LiveEvent, LiveHub } from './live-hub';

const order = (orderId: string, state = 'accepted') => ({ orderId, state }) as Order;
const summary = (traceId: string) => ({ traceId }) as TraceSummary;

function listening(hub: LiveHub) {
  const events: LiveEvent[] = [];
  const end = vi.fn();
  const unsubscribe = hub.subscribe({ event: (event) => events.push(event), end });
  return { events, end, unsubscribe };
}

describe('the live hub', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const announcing = (announced: string[][]) =>
    new LiveHub((traceIds) => {
      announced.push([...traceIds]);
      return Promise.resolve(traceIds.map(summary));
    });

  it('announces a trace once it has been quiet for 150 ms', async () => {
    const announced: string[][] = [];
    const hub = announcing(announced);
    const { events } = listening(hub);
    hub.tracesChanged(['a']);
    await vi.advanceTimersByTimeAsync(100);
    hub.tracesChanged(['a', 'b']);
    await vi.advanceTimersByTimeAsync(149);
    expect(announced).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(announced).toEqual([['a', 'b']]);
    expect(events.map((event) => event.name)).toEqual(['trace', 'trace']);
  });

  it('announces what keeps growing after half a second', async () => {
    const announced: string[][] = [];
    const hub = announcing(announced);
    listening(hub);
    for (let elapsed = 0; elapsed < 500; elapsed += 100) {
      hub.tracesChanged(['a']);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(announced).toEqual([['a']]);
  });

  it('shows the 50 traces that changed last and says how many more there were', async () => {
    const hub = announcing([]);
    const { events } = listening(hub);
    hub.tracesChanged(Array.from({ length: 53 }, (_, index) => `trace ${index}`));
    await vi.advanceTimersByTimeAsync(150);
    expect(events).toHaveLength(51);
    expect(events[0]).toMatchObject({ data: { traceId: 'trace 3' } });
    expect(events.at(-1)).toEqual({ name: 'skipped', data: { traces: 3, orders: 0 } });
  });

  it('asks the store for nothing while nobody listens', async () => {
    const announced: string[][] = [];
    const hub = announcing(announced);
    listening(hub).unsubscribe();
    hub.tracesChanged(['a']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(announced).toEqual([]);
  });

  it('announces a lone order at once, and those that follow it within a quarter of a second together, each as it is last', async () => {
    const hub = announcing([]);
    const { events } = listening(hub);
    hub.publishOrder(order('1'));
    expect(events).toHaveLength(1);
    hub.publishOrder(order('2'));
    hub.publishOrder(order('3'));
    hub.publishOrder(order('2', 'filled'));
    expect(events).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(250);
    expect(events.slice(1).map(({ data }) => data)).toEqual([order('3'), order('2', 'filled')]);
  });

  it('shows the 50 orders that changed last and says how many more there were', async () => {
    const hub = announcing([]);
    const { events } = listening(hub);
    for (let count = 0; count < 54; count++) hub.publishOrder(order(`order ${count}`));
    await vi.advanceTimersByTimeAsync(250);
    // The first went out by itself.
    expect(events).toHaveLength(1 + 50 + 1);
    expect(events.at(-1)).toEqual({ name: 'skipped', data: { traces: 0, orders: 3 } });
  });

  it('ends every stream when the server stops', () => {
    const hub = announcing([]);
    const { end } = listening(hub);
    hub.close();
    expect(end).toHaveBeenCalledOnce();
  });
});
