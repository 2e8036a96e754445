import { describe, expect, it } from 'vitest';
import { LOAD_STEPS, rateAtStep, stepAtRate } from './load-scale';

const LIMIT = 2000;

describe('the scale of the load slider', () => {
  it('begins with none, then goes from 1 to the limit', () => {
    expect([0, 1, LOAD_STEPS].map((step) => rateAtStep(step, LIMIT))).toEqual([0, 1, 2000]);
  });

  it('has the geometric mean of 1 and the limit in the middle', () => {
    // sqrt(2000) = 44.7; the middle of 1 to 100 is between steps 50 and 51.
    expect([rateAtStep(50, LIMIT), rateAtStep(51, LIMIT)]).toEqual([43, 46]);
  });

  it('never falls from one step to the next', () => {
    const rates = Array.from({ length: LOAD_STEPS + 1 }, (_, step) => rateAtStep(step, LIMIT));
    expect(rates).toEqual(rates.toSorted((one, other) => one - other));
  });

  it('finds the step of a rate again, within its rounding', () => {
    for (let step = 20; step <= LOAD_STEPS; step++) {
      expect(Math.abs(stepAtRate(rateAtStep(step, LIMIT), LIMIT) - step)).toBeLessThanOrEqual(1);
    }
  });

  it('puts rates beyond its ends at its ends', () => {
    expect([-5, 0, 0.5, 1, 5000].map((rate) => stepAtRate(rate, LIMIT))).toEqual([0, 0, 1, 1, LOAD_STEPS]);
  });

  it('stays at none when nothing is allowed', () => {
    expect([rateAtStep(50, 0), stepAtRate(50, 0)]).toEqual([0, 0]);
  });
});
