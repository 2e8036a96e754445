import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverRange, coverWhole, MAX_RANGE, MAX_STEPS, stepCount } from './steps';

const MINUTE = 60_000_000_000n;
/** 2026-01-02T10:00:00Z: the start of an hour. */
const TEN = 1_767_348_000_000_000_000n;

describe('coverRange', () => {
  it('covers an hour that begins on the minute with 60 steps of a minute', () => {
    expect(coverRange(TEN, TEN + 60n * MINUTE)).toEqual({ start: TEN, end: TEN + 60n * MINUTE, stepNanos: 60e9 });
  });

  it('takes a minute in whole when an edge lies inside it', () => {
    const cover = coverRange(TEN + 1n, TEN + 60n * MINUTE + 1n);
    expect(cover).toEqual({ start: TEN, end: TEN + 61n * MINUTE, stepNanos: 60e9 });
  });

  it('widens the step so that there are at most 240', () => {
    const stepOf = (minutes: bigint) => coverRange(TEN, TEN + minutes * MINUTE).stepNanos / 60e9;
    expect(stepOf(240n)).toBe(1);
    expect(stepOf(241n)).toBe(2);
    expect(stepOf(6n * 60n)).toBe(2);
    // 24 h in steps of 5 minutes would be 288.
    expect(stepOf(24n * 60n)).toBe(10);
    expect(stepOf(7n * 24n * 60n)).toBe(60);
    expect(stepOf(31n * 24n * 60n)).toBe(360);
  });

  it('puts wide steps on multiples of themselves, so that a refreshed chart keeps its boundaries', () => {
    // 10:07 to 16:07 in steps of 2 minutes: from 10:06 to 16:08.
    const cover = coverRange(TEN + 7n * MINUTE, TEN + (6n * 60n + 7n) * MINUTE);
    expect(cover.start).toBe(TEN + 6n * MINUTE);
    expect(cover.end).toBe(TEN + (6n * 60n + 8n) * MINUTE);
    expect(stepCount(cover)).toBe(181);
  });

  it('covers at least what was asked, less than a step more at each end, in at most 240 steps', () => {
    const start = fc.bigInt({ min: 0n, max: 4n * 10n ** 18n });
    const length = fc.bigInt({ min: 1n, max: BigInt(MAX_RANGE) });
    fc.assert(
      fc.property(start, length, (from, nanos) => {
        const cover = coverRange(from, from + nanos);
        const step = BigInt(cover.stepNanos);
        expect(cover.start <= from && from - cover.start < step).toBe(true);
        expect(cover.end >= from + nanos && cover.end - from - nanos < step).toBe(true);
        expect(cover.start % step).toBe(0n);
        expect(stepCount(cover)).toBeGreaterThan(0);
        expect(stepCount(cover)).toBeLessThanOrEqual(MAX_STEPS);
      }),
    );
  });
});

describe('coverWhole', () => {
  it('is the whole minutes that a range touches, as one step', () => {
    expect(coverWhole(TEN + 5n, TEN + MINUTE + 5n)).toEqual({ start: TEN, end: TEN + 2n * MINUTE, stepNanos: 120e9 });
  });
});
