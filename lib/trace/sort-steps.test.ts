import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { sortSteps } from './sort-steps';

const sorted = (keys: readonly number[], descending = false) => [
  ...finishSteps(sortSteps(Float64Array.from(keys), descending)),
];

describe('sortSteps', () => {
  it('gives the indices in the order of their keys', () => {
    expect(sorted([30, 10, 20])).toEqual([1, 2, 0]);
    expect(sorted([])).toEqual([]);
  });

  it('keeps the order of equal keys in both directions', () => {
    expect(sorted([5, 1, 5, 1])).toEqual([1, 3, 0, 2]);
    expect(sorted([5, 1, 5, 1], true)).toEqual([0, 2, 1, 3]);
  });

  it('takes minus zero for zero', () => {
    expect(sorted([1, -0, 0])).toEqual([1, 2, 0]);
  });

  it('agrees with the sort of the language', () => {
    const key = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.maxSafeNat(), fc.double({ min: 0, noNaN: true }));
    fc.assert(
      fc.property(fc.array(key), fc.boolean(), (keys, descending) => {
        const sign = descending ? -1 : 1;
        const expected = keys
          .map((_, i) => i)
          .sort((a, b) => sign * (Math.sign((keys[a] as number) - (keys[b] as number)) || 0) || a - b);
        expect(sorted(keys, descending)).toEqual(expected);
      }),
    );
  });
});
