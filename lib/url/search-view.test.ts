import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SEARCH_VIEW,
  formatSearchView,
  parseSearchView,
  type SearchView,
  SORTS,
  searchHref,
} from './search-view';

const view: fc.Arbitrary<SearchView> = fc.record({
  q: fc.string({ unit: 'grapheme' }),
  sort: fc.constantFrom(...SORTS, null),
  range: fc.oneof(
    fc.constantFrom(...(['15m', '1h', '7d'] as const)).map((last) => ({ kind: 'relative', last }) as const),
    fc
      .tuple(fc.nat(1e12), fc.integer({ min: 1, max: 1e9 }))
      .map(([startMs, length]) => ({ kind: 'absolute', startMs, endMs: startMs + length }) as const),
  ),
});

describe('the search view in the URL', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(view, (some) => {
        expect(parseSearchView(new URLSearchParams(formatSearchView(some).toString()))).toEqual(some);
      }),
    );
  });

  it('leaves defaults out', () => {
    expect(searchHref(DEFAULT_SEARCH_VIEW)).toBe('/search');
    expect(searchHref({ q: 'order.id=ORD-1', sort: 'longest' })).toBe('/search?q=order.id%3DORD-1&sort=longest');
  });

  it('falls back to defaults on bad input', () => {
    expect(parseSearchView(new URLSearchParams('sort=best&range=forever&start=x'))).toEqual(DEFAULT_SEARCH_VIEW);
  });
});
