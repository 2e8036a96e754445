import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followLive, type LiveState, retryDelayMs } from './live-stream';
import { orderOf } from './test-support';

class FakeEventSource extends EventTarget {
  static opened: FakeEventSource[] = [];
  closed = false;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }

  close(): void {
    this.closed = true;
  }

  send(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

function follow() {
  const states: LiveState[] = [];
  const handlers = {
    onState: (state: LiveState) => void states.push(state),
    onOrder: vi.fn(),
    onTrace: vi.fn(),
    onSkipped: vi.fn(),
    onGap: vi.fn(),
  };
  const stop = followLive('/api/live', handlers);
  return { states, handlers, stop };
}

const newest = () => FakeEventSource.opened.at(-1) as FakeEventSource;

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  vi.stubGlobal('EventSource', FakeEventSource);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the live stream', () => {
  it('passes events on by their names', () => {
    const { handlers } = follow();
    newest().dispatchEvent(new Event('open'));
    newest().send('order', orderOf());
    newest().send('skipped', { traces: 12, orders: 3 });
    expect(handlers.onOrder).toHaveBeenCalledExactlyOnceWith(orderOf());
    expect(handlers.onSkipped).toHaveBeenCalledExactlyOnceWith({ traces: 12, orders: 3 });
    expect(handlers.onTrace).not.toHaveBeenCalled();
  });

  it('tries again after a longer wait each time, until it is live', () => {
    const { states } = follow();
    newest().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(1000);
    newest().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(2000);
    newest().dispatchEvent(new Event('open'));
    expect(states).toEqual([
      { kind: 'connecting' },
      { kind: 'waiting', retryMs: 1000 },
      { kind: 'connecting' },
      { kind: 'waiting', retryMs: 2000 },
      { kind: 'connecting' },
      { kind: 'live' },
    ]);
  });

  it('tells of a gap when it is live again, not the first time', () => {
    const { handlers } = follow();
    newest().dispatchEvent(new Event('open'));
    expect(handlers.onGap).not.toHaveBeenCalled();
    newest().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(1000);
    newest().dispatchEvent(new Event('open'));
    expect(handlers.onGap).toHaveBeenCalledOnce();
  });

  it('stops trying when it is stopped', () => {
    const { stop } = follow();
    newest().dispatchEvent(new Event('error'));
    stop();
    vi.runAllTimers();
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(newest().closed).toBe(true);
  });

  it('never waits longer than 15 s', () => {
    expect([1, 2, 3, 4, 5, 60].map(retryDelayMs)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
  });
});
