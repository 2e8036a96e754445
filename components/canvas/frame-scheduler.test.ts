import { describe, expect, it } from 'vitest';
import { type FrameSource, frameScheduler } from './frame-scheduler';

function handFrames() {
  const waiting = new Map<number, () => void>();
  let last = 0;
  const source: FrameSource = {
    requestAnimationFrame(callback) {
      waiting.set(++last, callback);
      return last;
    },
    cancelAnimationFrame: (handle) => void waiting.delete(handle),
  };
  const tick = () => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const callback of due) callback();
  };
  return { source, tick };
}

describe('frameScheduler', () => {
  it('runs once a frame however often it was asked', () => {
    const { source, tick } = handFrames();
    let runs = 0;
    const scheduler = frameScheduler(() => runs++, source);
    scheduler.request();
    scheduler.request();
    expect(runs).toBe(0);
    tick();
    tick();
    expect(runs).toBe(1);
  });

  it('can be asked again from within the work', () => {
    const { source, tick } = handFrames();
    let runs = 0;
    const scheduler = frameScheduler(() => {
      runs++;
      if (runs === 1) scheduler.request();
    }, source);
    scheduler.request();
    tick();
    tick();
    expect(runs).toBe(2);
  });

  it('does nothing after it was cancelled, until asked again', () => {
    const { source, tick } = handFrames();
    let runs = 0;
    const scheduler = frameScheduler(() => runs++, source);
    scheduler.request();
    scheduler.cancel();
    tick();
    expect(runs).toBe(0);
    scheduler.request();
    tick();
    expect(runs).toBe(1);
  });
});
