import { describe, expect, it } from 'vitest';
import { parseQuery } from '@/lib/search/parse';
import { parseSearchView } from '@/lib/url/search-view';
import { attributeSearchHref } from './search-href';

const NOW = Date.UTC(2026, 10, 3, 12);
const HOUR = 3_600_000;
const viewOf = (href: string) => parseSearchView(new URL(href, 'http://x').searchParams);

describe('attributeSearchHref', () => {
  it.each([
    ['order.id', 'ORD-1'],
    ['http.url', 'https://a.b/c?d=e&f=g#h'],
    ['note', 'he said "no"\nand\\left'],
    ['odd key=', '*'],
    ['service', 'risk'],
    ['empty', ''],
  ])('searches for %s = %s and nothing else', (key, value) => {
    expect(parseQuery(viewOf(attributeSearchHref(key, value, NOW, NOW)).q)).toMatchObject([
      { test: { type: 'comparison', subject: { key }, operator: '=', value } },
    ]);
  });

  it('searches for the beginning of a value that no URL would hold', () => {
    const href = attributeSearchHref('stack', 'x'.repeat(16_384), NOW, NOW);
    expect(href.length).toBeLessThan(400);
    expect(parseQuery(viewOf(href).q)).toMatchObject([
      { test: { type: 'comparison', subject: { key: 'stack' }, operator: '=~', value: 'x'.repeat(255) } },
    ]);
  });

  it('searches over a range that holds the span', () => {
    const rangeAt = (ageMs: number) => viewOf(attributeSearchHref('a', 'b', NOW - ageMs, NOW)).range;
    expect(rangeAt(0)).toEqual({ kind: 'relative', last: '1h' });
    expect(rangeAt(0.95 * HOUR)).toEqual({ kind: 'relative', last: '24h' });
    expect(rangeAt(30 * HOUR)).toEqual({ kind: 'relative', last: '7d' });
    expect(rangeAt(1000 * HOUR)).toEqual({ kind: 'absolute', startMs: NOW - 1001 * HOUR, endMs: NOW - 999 * HOUR });
  });
});
