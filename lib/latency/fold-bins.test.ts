import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldBins } from './fold-bins';

/** The bin of a length of time, as lib/store/queries/peers.sql works it out. */
const binOf = (nanos: number) => Math.floor(Math.log2(Math.max(nanos, 0.5)) * 64);

const binned = (durations: readonly number[]): [number, number][] => {
  const bins = new Map<number, number>();
  for (const nanos of durations) bins.set(binOf(nanos), (bins.get(binOf(nanos)) ?? 0) + 1);
  return [...bins];
};

describe('foldBins', () => {
  it('puts lengths that are all alike into one bar in the middle of sixteen', () => {
    const bars = foldBins([[64, 9]]);
    expect(bars).toHaveLength(16);
    // 15 empty bars: seven before it, eight after it. Bin 64 begins at 2 ns.
    expect(bars.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(bars[7]?.fromNanos).toBe(2);
    expect(bars[7]?.toNanos).toBeCloseTo(2 * 2 ** (1 / 64), 10);
  });

  it('joins as many bins as make at most forty bars', () => {
    // 100 bins from 2^0 on: three to a bar make 34 bars, of which the last has two bins of room, one of it before the first.
    const bars = foldBins(Array.from({ length: 100 }, (_, bin) => [bin, 1] as const));
    expect(bars).toHaveLength(34);
    expect(bars.map(({ count }) => count)).toEqual([2, ...Array.from({ length: 32 }, () => 3), 2]);
    expect(bars[0]?.fromNanos).toBeCloseTo(2 ** (-1 / 64), 10);
  });

  it('has no bars of nothing', () => {
    expect(foldBins([])).toEqual([]);
  });

  it('has every length in the one bar whose bounds hold it, and no gap between bars', () => {
    const nanos = fc.oneof(fc.nat(20), fc.nat(1_000_000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
    fc.assert(
      fc.property(fc.array(nanos, { minLength: 1, maxLength: 60 }), (durations) => {
        const bars = foldBins(binned(durations));
        expect(bars.length).toBeLessThanOrEqual(40);
        for (const [i, bar] of bars.entries()) {
          if (i > 0) expect(bar.fromNanos).toBe(bars[i - 1]?.toNanos);
          // A length at an edge may fall to either side of it by the last digit of its logarithm.
          const inside = (slack: number) =>
            durations.filter((each) => {
              const at = Math.log2(Math.max(each, 0.5));
              return at >= Math.log2(bar.fromNanos) - slack && at < Math.log2(bar.toNanos) + slack;
            }).length;
          expect(bar.count).toBeGreaterThanOrEqual(inside(-1e-9));
          expect(bar.count).toBeLessThanOrEqual(inside(1e-9));
        }
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length);
      }),
    );
  });
});
