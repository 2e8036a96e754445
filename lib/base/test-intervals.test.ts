import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeIntervals } from './test-intervals';

describe('mergeIntervals', () => {
  it('joins what overlaps or touches, in order of start', () => {
    expect(
      mergeIntervals([
        { start: 20, end: 30 },
        { start: 0, end: 10 },
        { start: 10, end: 15 },
        { start: 12, end: 13 },
      ]),
    ).toEqual([
      { start: 0, end: 15 },
      { start: 20, end: 30 },
    ]);
  });

  it('keeps an empty interval only where nothing covers it, and leaves out one that ends before it starts', () => {
    expect(
      mergeIntervals([
        { start: 0, end: 10 },
        { start: 5, end: 5 },
        { start: 20, end: 20 },
        { start: 40, end: 30 },
      ]),
    ).toEqual([
      { start: 0, end: 10 },
      { start: 20, end: 20 },
    ]);
  });

  it('covers each moment once, as counting moments one by one does', () => {
    const interval = fc.record({ start: fc.integer({ min: 0, max: 30 }), end: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(fc.array(interval), (intervals) => {
        const moments = Array.from({ length: 30 }, (_, moment) => moment);
        const covered = moments.filter((at) => intervals.some(({ start, end }) => start <= at && at < end));
        const length = mergeIntervals(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
        expect(length).toBe(covered.length);
      }),
    );
  });
});
