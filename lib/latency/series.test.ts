import { describe, expect, it } from 'vitest';
import { fillSeries, NOTHING, type RedStep } from './series';

const MINUTE = 60_000_000_000n;
const cover = { start: 0n, end: 3n * MINUTE, stepNanos: 60e9 };
const busy = (start: bigint): RedStep => ({
  start,
  count: 2,
  errors: 1,
  rejected: 0,
  p50: 10,
  p95: 20,
  p99: 20,
  max: 21,
});

describe('fillSeries', () => {
  it('gives one entry a step, the empty ones with counts of 0 and no durations', () => {
    expect(fillSeries([busy(MINUTE)], cover)).toEqual([
      { start: 0n, ...NOTHING },
      busy(MINUTE),
      { start: 2n * MINUTE, ...NOTHING },
    ]);
  });

  it('sorts what comes in any order', () => {
    const starts = fillSeries([busy(2n * MINUTE), busy(0n)], cover).map((step) => [step.start, step.count]);
    expect(starts).toEqual([
      [0n, 2],
      [MINUTE, 0],
      [2n * MINUTE, 2],
    ]);
  });

  it.each([-MINUTE, 1n, 3n * MINUTE])('refuses a step that would vanish from the chart (%s)', (start) => {
    expect(() => fillSeries([busy(start)], cover)).toThrow(RangeError);
  });
});
