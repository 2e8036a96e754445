import { describe, expect, it } from 'vitest';
import { readCount, readDuration, readNumber } from './literals';

describe('readDuration', () => {
  it.each([
    ['5ms', 5_000_000n],
    ['1.5s', 1_500_000_000n],
    ['250us', 250_000n],
    ['250µs', 250_000n],
    ['250μs', 250_000n],
    ['0ns', 0n],
    ['2m', 120_000_000_000n],
    ['2min', 120_000_000_000n],
    ['1h', 3_600_000_000_000n],
    ['1d', 86_400_000_000_000n],
    ['2min3.4s', 123_400_000_000n],
    ['0.000001ms', 1n],
  ])('reads %s', (text, nanos) => {
    expect(readDuration(text)).toBe(nanos);
  });

  it.each([
    '',
    '5',
    'ms',
    '5 ms',
    '-5ms',
    '1e3ms',
    '0.5ns',
    '.5s',
    '5MS',
    '9223372037s',
    '1w',
    '5ms,',
    '1s 2ms',
    'x1s',
  ])('refuses %j', (text) => {
    expect(readDuration(text)).toBeNull();
  });
});

describe('readCount', () => {
  it('takes whole numbers that a column can hold', () => {
    expect(readCount('0')).toBe(0n);
    expect(readCount('9223372036854775807')).toBe(9223372036854775807n);
    for (const text of ['', '-1', '1.0', '1e3', '9223372036854775808']) expect(readCount(text)).toBeNull();
  });
});

describe('readNumber', () => {
  it('takes decimal numbers and nothing that only Number() would', () => {
    expect(readNumber('-1.5')).toBe(-1.5);
    expect(readNumber('.5')).toBe(0.5);
    expect(readNumber('1e6')).toBe(1_000_000);
    for (const text of ['', ' 1', '0x10', 'Infinity', 'NaN', '1e999', '1_000']) expect(readNumber(text)).toBeNull();
  });
});
