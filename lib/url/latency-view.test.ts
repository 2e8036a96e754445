import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LATENCY_VIEW,
  DURATION_SCALES,
  formatLatencyView,
  type LatencyView,
  latencyHref,
  OPERATION_SORTS,
  parseLatencyView,
  shownRange,
} from './latency-view';
import { RELATIVE_RANGES, type RelativeRange, type TimeRange } from './time-range';

const windows = fc
  .tuple(fc.nat(4e12), fc.integer({ min: 1, max: 1e10 }))
  .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));
const ranges: fc.Arbitrary<TimeRange> = fc.oneof(
  fc
    .constantFrom(...(Object.keys(RELATIVE_RANGES) as RelativeRange[]))
    .map((last): TimeRange => ({ kind: 'relative', last })),
  windows.map((window): TimeRange => ({ kind: 'absolute', ...window })),
);
const views: fc.Arbitrary<LatencyView> = fc.record({
  range: ranges,
  zoom: fc.option(windows),
  service: fc.string(),
  operation: fc.string({ unit: 'grapheme' }),
  scale: fc.constantFrom(...DURATION_SCALES),
  sort: fc.constantFrom(...OPERATION_SORTS),
  ascending: fc.boolean(),
});

const viaUrl = (view: LatencyView) => parseLatencyView(new URLSearchParams(formatLatencyView(view).toString()));

describe('the latency page in a URL', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(viaUrl(view)).toEqual(view);
      }),
    );
  });

  it('leaves the defaults out', () => {
    expect(formatLatencyView(DEFAULT_LATENCY_VIEW).toString()).toBe('');
    expect(latencyHref({})).toBe('/latency');
    expect(latencyHref({ service: 'a&b', operation: 'POST /x' })).toBe('/latency?service=a%26b&operation=POST+%2Fx');
  });

  it('takes the default for what makes no sense', () => {
    const odd = new URLSearchParams('range=1y&zoom=9-3&scale=cubic&sort=__proto__&order=up');
    expect(parseLatencyView(odd)).toEqual(DEFAULT_LATENCY_VIEW);
    for (const zoom of ['5-5', '1', '-', 'a-b', '1-2-3', '1e3-2e3']) {
      expect(parseLatencyView(new URLSearchParams({ zoom })).zoom).toBeNull();
    }
  });

  it('accepts any parameters without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseLatencyView(new URLSearchParams(text))));
  });
});

describe('shownRange', () => {
  it('is the zoom window inside of the range, or the range', () => {
    const zoom = { startMs: 60_000, endMs: 120_000 };
    expect(shownRange({ ...DEFAULT_LATENCY_VIEW, zoom })).toEqual({ kind: 'absolute', ...zoom });
    expect(shownRange(DEFAULT_LATENCY_VIEW)).toEqual({ kind: 'relative', last: '1h' });
  });
});
