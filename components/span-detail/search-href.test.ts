import { expect, it } from 'vitest';
import { parseQuery } from '@/lib/search/parse';
import { searchHref } from './search-href';

it.each([
  ['order.id', 'ORD-1'],
  ['http.url', 'https://a.b/c?d=e&f=g#h'],
  ['note', 'he said "no"\nand\\left'],
  ['odd key=', '*'],
  ['service', 'risk'],
  ['empty', ''],
])('searches for %s = %s and nothing else', (key, value) => {
  const query = new URL(searchHref(key, value), 'http://x').searchParams.get('q') ?? '';
  expect(parseQuery(query)).toMatchObject([{ test: { type: 'comparison', subject: { key }, operator: '=', value } }]);
});
