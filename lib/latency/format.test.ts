import { describe, expect, it } from 'vitest';
import { formatRate, formatShare } from './format';

describe('formatRate', () => {
  it.each([
    [0, '0 /s'],
    [1 / 60, '0.017 /s'],
    [0.5, '0.500 /s'],
    [1.5, '1.50 /s'],
    [22.75, '22.8 /s'],
    [1234.4, '1,234 /s'],
    [1 / 3600, '1 /h'],
    [0.0099, '36 /h'],
    [0.00002, '0.072 /h'],
    [null, '–'],
  ])('writes %s as %s', (rate, text) => expect(formatRate(rate)).toBe(text));
});

describe('formatShare', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.0025, '0.250 %'],
    [0.125, '12.5 %'],
    [null, '–'],
  ])('writes %s as %s', (value, text) => expect(formatShare(value)).toBe(text));

  it('never rounds a few failures to none, nor a few successes to none', () => {
    expect(formatShare(1e-9)).toBe('< 0.01 %');
    expect(formatShare(1 - 1e-9)).toBe('> 99.99 %');
  });
});
