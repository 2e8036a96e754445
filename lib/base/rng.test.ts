import { describe, expect, it } from 'vitest';
import { createRng } from './rng';

const draws = (seed: number, count: number) => {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => rng.next());
};

describe('createRng', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    expect(draws(7, 100)).toEqual(draws(7, 100));
    expect(draws(7, 100)).not.toEqual(draws(8, 100));
  });

  it('agrees with sfc32 and its seeding carried out in Python', () => {
    const rng = createRng(1);
    expect([rng.int(1000), rng.int(1000), rng.int(1000), rng.int(1000)]).toEqual([267, 463, 63, 313]);
  });

  it.each([0, 1, 2, -1, 2 ** 31, 12_345])('spreads evenly over [0, 1) from seed %d', (seed) => {
    const values = draws(seed, 100_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const buckets = new Uint32Array(20);
    for (const value of values) buckets[Math.floor(value * 20)] = (buckets[Math.floor(value * 20)] ?? 0) + 1;
    const chiSquare = buckets.reduce((sum, seen) => sum + (seen - 5000) ** 2 / 5000, 0);
    // 19 degrees of freedom: 43.8 is exceeded once in a thousand.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('does not tie neighbouring draws together', () => {
    const values = draws(3, 100_000).map((value) => value - 0.5);
    const product = values.reduce((sum, value, i) => sum + value * (values[i + 1] ?? 0), 0) / values.length;
    // The variance of a product of two uniform draws is 1/144: five standard errors.
    expect(Math.abs(product)).toBeLessThan(5 / 12 / Math.sqrt(values.length));
  });

  it('draws whole numbers below a bound, all of them', () => {
    const rng = createRng(5);
    const seen = new Set(Array.from({ length: 1000 }, () => rng.int(6)));
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(rng.int(1)).toBe(0);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('refuses %d as a bound', (bound) => {
    expect(() => createRng(1).int(bound)).toThrow(RangeError);
  });
});
