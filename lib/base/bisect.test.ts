import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound, upperBound } from './bisect';

describe('lowerBound and upperBound', () => {
  it('give the ends of a run of equal values', () => {
    const sorted = [1, 3, 3, 3, 7];
    expect([lowerBound(sorted, 3), upperBound(sorted, 3)]).toEqual([1, 4]);
    expect([lowerBound(sorted, 4), upperBound(sorted, 4)]).toEqual([4, 4]);
    expect([lowerBound(sorted, 0), upperBound(sorted, 9)]).toEqual([0, 5]);
  });

  it('stay within the part that they are given', () => {
    expect(lowerBound([1, 3, 3, 3, 7], 0, 2, 4)).toBe(2);
    expect(upperBound([1, 3, 3, 3, 7], 9, 2, 4)).toBe(4);
  });

  it('agree with a search from the front', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: -1, max: 10 }), (values, value) => {
        const sorted = Float64Array.from(values).sort();
        const first = (found: number): number => (found === -1 ? sorted.length : found);
        expect(lowerBound(sorted, value)).toBe(first(sorted.findIndex((each) => each >= value)));
        expect(upperBound(sorted, value)).toBe(first(sorted.findIndex((each) => each > value)));
      }),
    );
  });
});
