import { expect, it } from 'vitest';
import { otherCount, rankWords } from './peer-words';

const words = (shorter: number, alike: number, longer: number) =>
  rankWords({ count: shorter + alike + longer, shorter, alike });

it('is the share of the others that took less time', () => {
  expect(words(11_709, 1, 325)).toBe('Slower than 97.3 % of 12,034 others');
  expect(words(50, 1, 50)).toBe('Slower than 50.0 % of 100 others');
});

it('is counted out among fewer than a hundred', () => {
  expect(words(98, 1, 1)).toBe('Slower than 98 of 99 others');
  expect(words(1, 1, 1)).toBe('Slower than 1 of 2 others');
  expect(words(1, 3, 0)).toBe('Slower than 1 of 3 others');
});

it('never rounds to all or to none', () => {
  expect(words(99_999, 1, 1)).toBe('Slower than over 99.99 % of 100,000 others');
  expect(words(1, 1, 99_999)).toBe('Slower than under 0.01 % of 100,000 others');
});

it('says all and none in words', () => {
  expect(words(12, 1, 0)).toBe('Slower than all 12 others');
  expect(words(0, 1, 12)).toBe('Faster than all 12 others');
  expect(words(1, 1, 0)).toBe('Slower than the one other');
  expect(words(0, 3, 10)).toBe('None of 12 others was faster');
  expect(words(0, 13, 0)).toBe('As fast as all 12 others');
});

it('is nothing for the only one of its kind', () => {
  expect(words(0, 1, 0)).toBeNull();
  expect(words(0, 0, 0)).toBeNull();
});

it('counts nobody off when the span itself is not among them', () => {
  expect(otherCount({ count: 4, shorter: 2, alike: 0 })).toBe(4);
  expect(words(2, 0, 2)).toBe('Slower than 2 of 4 others');
});
