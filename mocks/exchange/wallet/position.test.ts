import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFill, FLAT, type Position } from './position';

const after = (...fills: [lots: bigint, price: bigint][]): Position =>
  fills.reduce((position, [lots, price]) => applyFill(position, lots, price), FLAT);

describe('a position', () => {
  it('averages what was paid', () => {
    // 2 · 100 + 1 · 130
    expect(after([2n, 100n], [1n, 130n])).toEqual({ lots: 3n, cost: 330n, realised: 0n });
  });

  it('realises the profit of what is sold against the average, and keeps the rest at it', () => {
    // 2 · (120 − 110)
    expect(after([2n, 100n], [1n, 130n], [-2n, 120n])).toEqual({ lots: 1n, cost: 110n, realised: 20n });
  });

  it('turns short through zero in one fill: closes at the average, opens at the price', () => {
    // 20 + (100 − 110); one lot short at 100
    expect(after([2n, 100n], [1n, 130n], [-2n, 120n], [-2n, 100n])).toEqual({ lots: -1n, cost: -100n, realised: 10n });
  });

  it('gains when what was sold short is bought back for less', () => {
    expect(after([-3n, 100n], [3n, 90n])).toEqual({ lots: 0n, cost: 0n, realised: 30n });
  });

  it('leaves what a division leaves over in the cost, and nothing of it once flat', () => {
    // 100 + 101 over 3 lots: a third of 301 is 100 and 1 remains.
    expect(after([1n, 100n], [1n, 100n], [1n, 101n], [-1n, 100n])).toEqual({ lots: 2n, cost: 201n, realised: 0n });
    expect(after([1n, 100n], [1n, 100n], [1n, 101n], [-1n, 100n], [-2n, 100n])).toEqual({
      lots: 0n,
      cost: 0n,
      realised: -1n,
    });
  });

  it('holds the sum of its fills, and its result less its cost is the cash that they brought in', () => {
    const fill = fc.tuple(
      fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).filter((lots) => lots !== 0n),
      fc.bigInt({ min: 1n, max: 10_000_000n }),
    );
    fc.assert(
      fc.property(fc.array(fill, { maxLength: 30 }), (fills) => {
        const { lots, cost, realised } = after(...fills);
        expect(lots).toBe(fills.reduce((sum, [bought]) => sum + bought, 0n));
        expect(realised - cost).toBe(fills.reduce((sum, [bought, price]) => sum - bought * price, 0n));
        // What is held has cost something: of the same sign, and nothing when nothing is held.
        expect(lots * cost).toBeGreaterThanOrEqual(0n);
        if (lots === 0n) expect(cost).toBe(0n);
      }),
    );
  });
});
