import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_TIME_RANGE,
  formatTimeRange,
  parseTimeRange,
  RELATIVE_RANGES,
  type RelativeRange,
  resolveTimeRange,
  type TimeRange,
} from './time-range';

const parse = (text: string) => parseTimeRange(new URLSearchParams(text));

describe('the time range in a URL', () => {
  it('is the last hour when the URL says nothing', () => {
    expect(parse('')).toEqual({ kind: 'relative', last: '1h' });
  });

  it('leaves the default out', () => {
    expect(formatTimeRange(DEFAULT_TIME_RANGE).toString()).toBe('');
  });

  it('writes a relative range as range=6h', () => {
    expect(formatTimeRange({ kind: 'relative', last: '6h' }).toString()).toBe('range=6h');
  });

  it('writes an absolute range as start and end in milliseconds', () => {
    const range: TimeRange = { kind: 'absolute', startMs: 1_700_000_000_000, endMs: 1_700_000_060_000 };
    expect(formatTimeRange(range).toString()).toBe('start=1700000000000&end=1700000060000');
  });

  it('takes the place of the range that the parameters had, and leaves the others', () => {
    const params = new URLSearchParams('q=status%3Derror&start=1&end=2');
    expect(formatTimeRange({ kind: 'relative', last: '7d' }, params).toString()).toBe('q=status%3Derror&range=7d');
  });

  it('prefers two points in time to a relative range', () => {
    expect(parse('range=6h&start=1000&end=2000')).toEqual({ kind: 'absolute', startMs: 1000, endMs: 2000 });
  });

  it.each([
    'range=2h',
    'range=toString',
    'range=',
    'start=1000',
    'start=2000&end=1000',
    'start=1000&end=1000',
    'start=-5&end=1000',
    'start=1e3&end=2e3',
    'start=0&end=8640000000000001',
    'start=<b>&end=%00',
  ])('falls back to the default for %s', (text) => {
    expect(parse(text)).toEqual(DEFAULT_TIME_RANGE);
  });

  it('comes back from the URL as it was', () => {
    const relative = fc.record({
      kind: fc.constant('relative' as const),
      last: fc.constantFrom(...(Object.keys(RELATIVE_RANGES) as RelativeRange[])),
    });
    const absolute = fc
      .tuple(fc.nat({ max: 8.64e15 - 1 }), fc.integer({ min: 1, max: 1e12 }))
      .map(([startMs, lengthMs]) => ({
        kind: 'absolute' as const,
        startMs,
        endMs: Math.min(8.64e15, startMs + lengthMs),
      }));
    fc.assert(
      fc.property(fc.oneof(relative, absolute), (range) => {
        expect(parse(formatTimeRange(range).toString())).toEqual(range);
      }),
    );
  });
});

describe('the two ends of a range', () => {
  it('are the last 15 minutes before now, in nanoseconds', () => {
    expect(resolveTimeRange({ kind: 'relative', last: '15m' }, 1_700_000_900_000.7)).toEqual({
      startUnixNano: '1700000000000000000',
      endUnixNano: '1700000900000000000',
    });
  });

  it('are the two points themselves, whatever the time is', () => {
    expect(resolveTimeRange({ kind: 'absolute', startMs: 1, endMs: 2 }, 99)).toEqual({
      startUnixNano: '1000000',
      endUnixNano: '2000000',
    });
  });
});
