import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatShort, parseAmount } from './decimal';
import { averagePrice, cashOf, instrumentOf } from './instruments';

describe('parseAmount', () => {
  it.each([
    ['61000.50', 2, 6_100_050],
    ['61000.5', 2, 6_100_050],
    ['61000.5000', 2, 6_100_050],
    ['0.00001', 5, 1],
    ['7', 0, 7],
    ['007', 0, 7],
    ['NaN', 2, 'not-a-decimal'],
    ['Infinity', 2, 'not-a-decimal'],
    ['1e308', 2, 'not-a-decimal'],
    ['0x10', 2, 'not-a-decimal'],
    ['1,5', 2, 'not-a-decimal'],
    [' 1', 2, 'not-a-decimal'],
    ['.5', 2, 'not-a-decimal'],
    ['', 2, 'not-a-decimal'],
    ['-1', 2, 'not-positive'],
    ['0.00', 2, 'not-positive'],
    ['61000.505', 2, 'too-fine'],
    ['90071992547409.92', 2, 'too-large'],
    ['9'.repeat(64), 2, 'too-large'],
    ['9'.repeat(65), 2, 'not-a-decimal'],
  ])('reads %j to %i decimals as %j', (text, decimals, expected) => {
    expect(parseAmount(text, decimals)).toBe(expected);
  });

  it('reads back what formatAmount and formatShort write', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.nat(8), (units, decimals) => {
        expect(parseAmount(formatAmount(units, decimals), decimals)).toBe(units);
        expect(parseAmount(formatShort(units, decimals), decimals)).toBe(units);
      }),
    );
  });
});

describe('formatting', () => {
  it('writes every decimal of an amount, or leaves the trailing zeros out', () => {
    expect(formatAmount(6_100_050, 2)).toBe('61000.50');
    expect(formatAmount(-5n, 2)).toBe('-0.05');
    expect(formatShort(50_000, 5)).toBe('0.5');
    expect(formatShort(300, 2)).toBe('3');
    expect(formatShort(300, 0)).toBe('300');
  });

  it('gives cash in units of 10^-8: 0.5 BTC at 61,000.50 is 30,500.25', () => {
    expect(cashOf(instrumentOf('BTCUSDT'), 6_100_050n * 50_000n)).toBe(3_050_025_000_000n);
  });

  it('rounds an average half up to two digits beyond the tick', () => {
    const btc = instrumentOf('BTCUSDT');
    expect(averagePrice(btc, 0n, 0)).toBeNull();
    // (100.01 + 2 · 100.02) / 3 = 100.01666...
    expect(averagePrice(btc, 10_001n + 2n * 10_002n, 3)).toBe('100.0167');
    // (100.00 + 100.01) / 2 = 100.005
    expect(averagePrice(btc, 20_001n, 2)).toBe('100.0050');
  });
});
