import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMostEvery } from './at-most-every';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that takes 300 ms, and the times at which it began. */
function timed(failing = 0) {
  const began: number[] = [];
  const start = Date.now();
  const repeated = atMostEvery(1000, async () => {
    began.push(Date.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (began.length <= failing) throw new Error('away');
  });
  return { began, ...repeated };
}

it('does at once what is asked for first, and once a second after its end what is asked for ten times a second', async () => {
  const { began, ask } = timed();
  for (let tenth = 0; tenth < 30; tenth++) {
    ask();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(began).toEqual([0, 1300, 2600]);
});

it('does it once more for what was asked for while it was being done, and then no more', async () => {
  const { began, ask } = timed();
  ask();
  await vi.advanceTimersByTimeAsync(200);
  ask();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(began).toEqual([0, 1300]);
});

it('does again what failed until it does not', async () => {
  const { began, ask } = timed(2);
  ask();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(began).toEqual([0, 1300, 2600]);
});

it('does nothing more when it was stopped, not even what fails then', async () => {
  const { began, ask, stop } = timed(1);
  ask();
  await vi.advanceTimersByTimeAsync(100);
  ask();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(began).toEqual([0]);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(began).toHaveLength(2);
});
