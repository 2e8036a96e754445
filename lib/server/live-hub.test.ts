import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TraceSummary } from '@/lib/api/contract';
import { type LiveEvent, LiveHub } from './live-hub';

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
    expect(events.at(-1)).toEqual({ name: 'skipped', data: { traces: 3 } });
  });

  it('asks the store for nothing while nobody listens', async () => {
    const announced: string[][] = [];
    const hub = announcing(announced);
    listening(hub).unsubscribe();
    hub.tracesChanged(['a']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(announced).toEqual([]);
  });

  it('ends every stream when the server stops', () => {
    const hub = announcing([]);
    const { end } = listening(hub);
    hub.close();
    expect(end).toHaveBeenCalledOnce();
  });
});
