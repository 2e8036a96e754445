import { describe, expect, it } from 'vitest';
import { chartSteps, coveredMs } from './chart-steps';
import { latencyOf, TEN_MS } from './test-support';

describe('chartSteps', () => {
  const answer = latencyOf([{ count: 120 }, { count: 30 }, {}], []);

  it('divides the count of a step by its seconds, and that of a filling one by those that have passed', () => {
    const steps = chartSteps(answer, TEN_MS + 60_000 + 15_000);
    expect(steps.map(({ rate, filling }) => [rate, filling])).toEqual([
      [2, false],
      [2, true],
      // It has not begun.
      [null, true],
    ]);
  });

  it('keeps the times of the steps, and says what they cover', () => {
    const steps = chartSteps(answer, TEN_MS + 999_999);
    expect(steps.map((step) => [step.startMs, step.endMs])).toEqual([
      [TEN_MS, TEN_MS + 60_000],
      [TEN_MS + 60_000, TEN_MS + 120_000],
      [TEN_MS + 120_000, TEN_MS + 180_000],
    ]);
    expect(coveredMs(steps)).toEqual({ startMs: TEN_MS, endMs: TEN_MS + 180_000 });
  });
});
