import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { rankTextSteps } from './sort-text-steps';

const ranks = (texts: readonly string[]) => [...finishSteps(rankTextSteps(texts))];

describe('rankTextSteps', () => {
  it('gives each text its place', () => {
    expect(ranks(['risk', 'engine', 'gateway'])).toEqual([2, 0, 1]);
    expect(ranks([])).toEqual([]);
  });

  it('keeps equal texts in their order', () => {
    expect(ranks(['b', 'a', 'b', 'a'])).toEqual([2, 0, 3, 1]);
  });

  it('merges more texts than fit into one step', () => {
    const count = 20_000;
    const texts = Array.from({ length: count }, (_, i) => String((i * 7919) % count).padStart(6, '0'));
    expect(ranks(texts)).toEqual(texts.map(Number));
  });

  it('agrees with the sort of the language', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 })), (texts) => {
        const order = texts
          .map((_, i) => i)
          .sort(
            (a, b) =>
              Number((texts[a] as string) > (texts[b] as string)) -
                Number((texts[a] as string) < (texts[b] as string)) || a - b,
          );
        const expected = texts.map(() => 0);
        order.forEach((text, rank) => {
          expected[text] = rank;
        });
        expect(ranks(texts)).toEqual(expected);
      }),
    );
  });
});
