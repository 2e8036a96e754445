import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { matchesBetween, matchNumber, nextMatch, type RankedMatches, rankSpans } from './rank-spans';

/** Matches at the positions of the letters x, in an order that is the reverse of the trace's. */
function ranked(row: string): RankedMatches {
  const spans = Int32Array.from(row, (_, position) => row.length - 1 - position);
  const matched = Uint8Array.from(row, (_, span) => Number(row[row.length - 1 - span] === 'x'));
  const count = row.split('x').length - 1;
  return finishSteps(rankSpans({ matched, count }, { spans, positions: spans }));
}
const spanAt = (row: string, position: number) => row.length - 1 - position;

describe('rankSpans', () => {
  it('counts the matches between positions', () => {
    const found = ranked('.x.xx.');
    expect([...found.ranks]).toEqual([0, 0, 1, 1, 2, 3, 3]);
    expect(matchesBetween(found, 2, 6)).toBe(2);
    expect(matchesBetween(found, 2, 3)).toBe(0);
    expect(matchNumber(found, spanAt('.x.xx.', 3))).toBe(2);
  });
});

describe('nextMatch', () => {
  const row = '.x.xx.';
  const found = ranked(row);

  it('goes down and up, to neither the same one nor past one', () => {
    expect(nextMatch(found, 1, 1)).toEqual({ span: spanAt(row, 3), number: 2, wrapped: false });
    expect(nextMatch(found, 4, -1)).toEqual({ span: spanAt(row, 3), number: 2, wrapped: false });
    expect(nextMatch(found, -1, 1)).toEqual({ span: spanAt(row, 1), number: 1, wrapped: false });
  });

  it('goes on from between two positions', () => {
    expect(nextMatch(found, 2.5, 1)?.number).toBe(2);
    expect(nextMatch(found, 2.5, -1)?.number).toBe(1);
    expect(nextMatch(found, 3.5, -1)?.number).toBe(2);
  });

  it('comes round at the ends and says so', () => {
    expect(nextMatch(found, 4, 1)).toEqual({ span: spanAt(row, 1), number: 1, wrapped: true });
    expect(nextMatch(found, 5, 1)).toEqual({ span: spanAt(row, 1), number: 1, wrapped: true });
    expect(nextMatch(found, 1, -1)).toEqual({ span: spanAt(row, 4), number: 3, wrapped: true });
    expect(nextMatch(found, -1, -1)).toEqual({ span: spanAt(row, 4), number: 3, wrapped: true });
  });

  it('finds nothing where nothing is matched', () => {
    expect(nextMatch(ranked('...'), 1, 1)).toBeNull();
  });

  it('agrees with looking at one position after another', () => {
    const rows = fc.string({ unit: fc.constantFrom('x', '.'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.nat(12), fc.constantFrom(1, -1), (letters, start, step) => {
        const from = start % letters.length;
        let expected: number | null = null;
        for (let steps = 1; steps <= letters.length && expected === null; steps++) {
          const at = (from + steps * step + 2 * letters.length) % letters.length;
          if (letters[at] === 'x') expected = spanAt(letters, at);
        }
        expect(nextMatch(ranked(letters), from, step)?.span ?? null).toBe(expected);
      }),
    );
  });
});
