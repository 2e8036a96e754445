import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largest } from './largest';

describe('largest', () => {
  it('gives the indices of the largest, the largest first', () => {
    expect(largest(Float64Array.of(3, 9, 1, 7), 2)).toEqual([1, 3]);
  });

  it('takes the first of equal ones and nothing that is 0', () => {
    expect(largest(Float64Array.of(5, 5, 5), 2)).toEqual([0, 1]);
    expect(largest(Float64Array.of(0, 4, 0), 2)).toEqual([1]);
  });

  it('agrees with sorting', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6)), fc.integer({ min: 1, max: 4 }), (values, count) => {
        const sorted = [...values.keys()].filter((i) => (values[i] as number) > 0);
        sorted.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
        expect(largest(Float64Array.from(values), count)).toEqual(sorted.slice(0, count));
      }),
    );
  });
});
