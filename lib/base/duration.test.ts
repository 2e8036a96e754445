import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatDurationExact, formatDurationTick, parseDuration } from './units';

describe('formatDuration', () => {
  it.each([
    [0, '0 ns'],
    [1, '1 ns'],
    [850, '850 ns'],
    [12_345, '12.3 µs'],
    [123_456, '123 µs'],
    [1_000, '1.00 µs'],
    [4_891_234, '4.89 ms'],
    [50_000_000, '50.0 ms'],
    [1_204_000_000, '1.204 s'],
    [12_040_000_000, '12.04 s'],
    [123_400_000_000, '2 min 3.4 s'],
    [120_000_000_000, '2 min 0.0 s'],
    [3_900_000_000_000, '1 h 5 min'],
    [273_600_000_000_000, '3 d 4 h'],
    [12.345, '12.3 ns'],
    [-4_891_234, '-4.89 ms'],
  ])('writes %d ns as %s', (nanos, expected) => {
    expect(formatDuration(nanos)).toBe(expected);
  });

  it.each([
    [999, '999 ns'],
    [999.6, '1.00 µs'],
    [9_994, '9.99 µs'],
    [9_996, '10.0 µs'],
    [999_499, '999 µs'],
    [999_500, '1.00 ms'],
    [999_999_999, '1.000 s'],
    [59_994_000_000, '59.99 s'],
    [59_996_000_000, '1 min 0.0 s'],
    [119_960_000_000, '2 min 0.0 s'],
    [3_599_960_000_000, '1 h 0 min'],
    [86_399_000_000_000, '1 d 0 h'],
  ])('carries what rounds up over to the next unit: %d ns is %s', (nanos, expected) => {
    expect(formatDuration(nanos)).toBe(expected);
  });

  it('has a dash for what is no length of time', () => {
    expect([formatDuration(Number.NaN), formatDuration(Number.POSITIVE_INFINITY)]).toEqual(['–', '–']);
  });

  it('is never off by more than 2.1 %, read back by parseDuration', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 86_400 * 1e9 }), (nanos) => {
        const readBack = parseDuration(formatDuration(nanos));
        // The coarsest of all is "1 d 0 h", which is right to half an hour.
        expect(Math.abs((readBack ?? Number.NaN) - nanos)).toBeLessThanOrEqual(nanos * 0.021);
      }),
    );
  });
});

describe('formatDurationExact', () => {
  it('keeps every nanosecond and groups the digits', () => {
    expect(formatDurationExact(4_891_234)).toBe('4,891,234 ns');
    expect(formatDurationExact(2 ** 53 - 1)).toBe('9,007,199,254,740,991 ns');
    expect(formatDurationExact(Number.NaN)).toBe('–');
  });
});

describe('formatDurationTick', () => {
  it.each([
    [0, 1_000, '0'],
    [20, 20, '20 ns'],
    [1_500_000, 500_000, '1.5 ms'],
    [2_000_000, 500_000, '2.0 ms'],
    [40_000_000, 20_000_000, '40 ms'],
    [1_000_250_000, 50_000, '1.00025 s'],
    [150_000_000_000, 30_000_000_000, '2 min 30 s'],
    [3_660_000_000_000, 60_000_000_000, '1 h 1 min'],
    [180_000_010_000, 10_000, '180.00001 s'],
    [-1_500_000, 500_000, '-1.5 ms'],
  ])('writes %d ns at steps of %d ns as %s', (nanos, step, expected) => {
    expect(formatDurationTick(nanos, step)).toBe(expected);
  });

  it('tells any two neighbours apart', () => {
    const steps = fc.tuple(fc.constantFrom(1, 2, 5), fc.integer({ min: 0, max: 11 }));
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 5000 }), ([digit, power], index) => {
        const step = digit * 10 ** power;
        expect(formatDurationTick(index * step, step)).not.toBe(formatDurationTick((index + 1) * step, step));
      }),
    );
  });
});

describe('parseDuration', () => {
  it.each([
    ['5ms', 5_000_000],
    ['1.5s', 1_500_000_000],
    ['300us', 300_000],
    ['300µs', 300_000],
    ['300μs', 300_000],
    ['2m', 120_000_000_000],
    ['0ns', 0],
    ['1h30m', 5_400_000_000_000],
    ['2 min 3.4 s', 123_400_000_000],
    [' 1 d ', 86_400_000_000_000],
    ['4.89ms', 4_890_000],
    ['0.3us', 300],
    ['9007199254740991ns', 2 ** 53 - 1],
  ])('reads %j', (text, nanos) => {
    expect(parseDuration(text)).toBe(nanos);
  });

  it.each([
    '',
    ' ',
    '5',
    'ms',
    '5 parsecs',
    '-5ms',
    '+5ms',
    '1e3ms',
    '.5s',
    '5.s',
    '5ms,',
    '5ms x',
    '0.5ns',
    '1.0001us',
    '9007199254740992ns',
    '200d',
    '5MS',
  ])('does not read %j', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('takes no longer for a longer text than its length', () => {
    expect(parseDuration(`${'1'.repeat(20_000)}ms`)).toBeNull();
    expect(parseDuration(`${' '.repeat(20_000)}x`)).toBeNull();
  });
});
