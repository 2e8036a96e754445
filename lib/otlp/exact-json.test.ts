import { describe, expect, it } from 'vitest';
import { ExactNumber, exactInteger, parseExactJson } from './exact-json';

describe('exactInteger', () => {
  it.each([
    ['0', 0n],
    ['-0', 0n],
    ['18446744073709551615', 18446744073709551615n],
    ['1.50e1', 15n],
    ['-120e-1', -12n],
    ['0.000e5', 0n],
    ['1e21', 10n ** 21n],
  ])('takes %s', (source, value) => {
    expect(exactInteger(source)).toBe(value);
  });

  it.each(['', '-', '1.5', '15e-2', '1e', '+1', ' 1', '0x10', '1n', 'NaN', '1e999999999', `1e-${'9'.repeat(400)}`])(
    'refuses "%s"',
    (source) => {
      expect(exactInteger(source)).toBeNull();
    },
  );
});

describe('parseExactJson', () => {
  it('keeps what a double would round as it was written', () => {
    expect(parseExactJson('{"a":9007199254740993,"b":[9007199254740991,0.5]}')).toEqual({
      a: new ExactNumber('9007199254740993'),
      b: [9007199254740991, 0.5],
    });
  });
});
