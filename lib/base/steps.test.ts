import { describe, expect, it } from 'vitest';
import { finishSteps, runSteps, type StepRunner, type Steps } from './steps';

/** Counts to `count`, each step taking `stepMs` on the clock by hand. */
function counting(count: number, stepMs: number) {
  let time = 0;
  let pauses = 0;
  const runner: StepRunner = {
    now: () => time,
    pause: () => {
      pauses++;
      return Promise.resolve();
    },
  };
  function* work(): Steps<string> {
    for (let i = 1; i <= count; i++) {
      time += stepMs;
      yield i / count;
    }
    return `counted to ${count}`;
  }
  return { runner, work, pauses: () => pauses };
}

describe('work in steps', () => {
  it('can be finished at once', () => {
    expect(finishSteps(counting(3, 1).work())).toBe('counted to 3');
  });

  it('is not paused when it fits into a slice', async () => {
    const { runner, work, pauses } = counting(10, 1);
    expect(await runSteps(work(), new AbortController().signal, undefined, runner)).toBe('counted to 10');
    expect(pauses()).toBe(0);
  });

  it('pauses after each slice and says how far it is', async () => {
    const { runner, work, pauses } = counting(10, 6);
    const seen: number[] = [];
    await runSteps(work(), new AbortController().signal, (done) => seen.push(done), runner);
    expect(seen).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(pauses()).toBe(5);
  });

  it('ends without a result when it is no longer wanted', async () => {
    const { runner, work } = counting(10, 6);
    const wanted = new AbortController();
    expect(await runSteps(work(), wanted.signal, () => wanted.abort(), runner)).toBeNull();
  });
});
