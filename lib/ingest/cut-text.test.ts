import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutToBytes } from './cut-text';

it('leaves a text that fits', () => {
  expect(cutToBytes('héllo', 6)).toBe('héllo');
});

it('cuts before the character that does not fit whole', () => {
  expect(cutToBytes('héllo', 2)).toBe('h');
  expect(cutToBytes('a😀b', 4)).toBe('a');
  expect(cutToBytes('a😀b', 5)).toBe('a😀');
  expect(cutToBytes('abc', 0)).toBe('');
});

it('gives the longest beginning that fits, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(60), (text, maxBytes) => {
      let longest = '';
      for (const character of text) {
        if (Buffer.byteLength(longest + character) > maxBytes) break;
        longest += character;
      }
      expect(cutToBytes(text, maxBytes)).toBe(longest);
    }),
  );
});
