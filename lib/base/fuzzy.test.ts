import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzyScore, fuzzyScoreOfAll, typedWords } from './fuzzy';

describe('fuzzyScore', () => {
  it('puts the whole name before its start, that before a word of it, that before its middle, that before letters', () => {
    const names = ['check', 'check_risk', 'do check', 'recheck', 'c_h_e_c_k'];
    const scores = names.map((name) => fuzzyScore('check', name));
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(new Set(scores).size).toBe(names.length);
    expect(scores[0]).toBe(4);
  });

  it('finds the beginnings of words, also in camelCase', () => {
    expect(fuzzyScore('zf', 'Zoom to fit')).toBeGreaterThan(0);
    expect(fuzzyScore('nexer', 'Next error')).toBeGreaterThan(0);
    expect(fuzzyScore('po', 'placeOrder')).toBeGreaterThan(0);
  });

  it('does not take letters for a name that are there by chance', () => {
    expect(fuzzyScore('risk', 'operations keep')).toBe(0);
    expect(fuzzyScore('tae', 'market_data.update')).toBe(0);
  });

  it('prefers the shorter of two names', () => {
    expect(fuzzyScore('risk', 'risk x')).toBeGreaterThan(fuzzyScore('risk', 'risk and more'));
  });

  it('fits every part of a name, and nothing whose letters are not all there in order', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), fc.nat(20), (name, from, length) => {
        const part = name.toLowerCase().slice(from, from + length);
        expect(fuzzyScore(part, name)).toBeGreaterThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 4 }), fc.string(), (text, name) => {
        const typed = text.toLowerCase();
        let from = 0;
        const inOrder = [...Array(typed.length).keys()].every((i) => {
          from = name.toLowerCase().indexOf(typed[i] as string, from) + 1;
          return from > 0;
        });
        if (!inOrder) expect(fuzzyScore(typed, name)).toBe(0);
      }),
    );
  });
});

it('fuzzyScoreOfAll wants every word, wherever it stands', () => {
  expect(fuzzyScoreOfAll(typedWords(' Check  RISK '), ['risk', 'check_limit'])).toBeGreaterThan(6);
  expect(fuzzyScoreOfAll(['check', 'engine'], ['risk', 'check_limit'])).toBe(0);
});
