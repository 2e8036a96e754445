import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexSpans } from './span-index';

describe('indexSpans', () => {
  it('finds the first span with an id, and -1 where there is none', () => {
    const index = indexSpans(BigUint64Array.of(5n, 7n, 5n));
    expect([index.indexOf(5n), index.indexOf(7n), index.indexOf(6n)]).toEqual([0, 1, -1]);
    expect([...index.firstWithId]).toEqual([0, 1, 0]);
    expect([...index.resolve(BigUint64Array.of(7n, 0n, 5n))]).toEqual([1, -1, 0]);
  });

  it('finds nothing among no spans', () => {
    expect(indexSpans(new BigUint64Array(0)).indexOf(1n)).toBe(-1);
  });

  it('reads ids out of the middle of a larger buffer', () => {
    expect(indexSpans(BigUint64Array.of(1n, 2n, 3n, 4n).subarray(1, 3)).indexOf(3n)).toBe(1);
  });

  it.each([
    ['count upwards', (i: number) => BigInt(i)],
    ['differ in their upper half only', (i: number) => (BigInt(i) << 32n) | 1n],
    ['differ in both halves alike', (i: number) => (BigInt(i) << 32n) | BigInt(i)],
  ])('tells 20,000 ids apart that %s', (_, idOf) => {
    const ids = BigUint64Array.from({ length: 20_000 }, (_each, i) => idOf(i));
    const index = indexSpans(ids);
    expect([...index.resolve(ids)]).toEqual(Array.from(ids.keys()));
    expect(index.indexOf(idOf(20_000))).toBe(-1);
  });

  it('agrees with a Map on any ids', () => {
    const id = fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (spanIds, wanted) => {
        const first = new Map<bigint, number>();
        spanIds.forEach((each, i) => first.set(each, first.get(each) ?? i));
        const index = indexSpans(BigUint64Array.from(spanIds));
        expect([...index.firstWithId]).toEqual(spanIds.map((each) => first.get(each)));
        expect([...index.resolve(BigUint64Array.from(wanted))]).toEqual(wanted.map((each) => first.get(each) ?? -1));
      }),
    );
  });
});
