import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatTimestamp, formatTimestampIso } from './units';

/** 2026-11-03T13:05:06.123456789Z, worked out with `date -u -d @1793711106`. */
const NOON = 1_793_711_106_123_456_789n;

describe('formatTimestamp', () => {
  beforeEach(() => vi.stubEnv('TZ', 'Asia/Kolkata'));
  afterEach(() => vi.unstubAllEnvs());

  it('writes the local time to the nanosecond', () => {
    expect(formatTimestamp(NOON)).toBe('2026-11-03 18:35:06.123456789');
    expect(formatTimestamp(String(NOON))).toBe('2026-11-03 18:35:06.123456789');
  });

  it.each([
    ['s', '18:35:06'],
    ['ms', '18:35:06.123'],
    ['us', '18:35:06.123456'],
    ['ns', '18:35:06.123456789'],
  ] as const)('cuts to %s, and leaves the date out', (precision, expected) => {
    expect(formatTimestamp(NOON, { precision, date: false })).toBe(expected);
  });

  it('writes zeros where there are any', () => {
    expect(formatTimestamp(1_793_711_106_000_000_001n, { date: false })).toBe('18:35:06.000000001');
  });

  it('gives the digits themselves where no calendar reaches', () => {
    expect(formatTimestamp(10n ** 40n)).toBe(String(10n ** 40n));
  });
});

describe('formatTimestampIso', () => {
  it('writes UTC to the nanosecond', () => {
    expect(formatTimestampIso(NOON)).toBe('2026-11-03T13:05:06.123456789Z');
    expect(formatTimestampIso(NOON, { precision: 's' })).toBe('2026-11-03T13:05:06Z');
  });

  it('counts down to before 1970', () => {
    expect(formatTimestampIso(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
  });

  it('gives the digits themselves where no calendar reaches', () => {
    expect(formatTimestampIso(10n ** 40n)).toBe(String(10n ** 40n));
  });
});
