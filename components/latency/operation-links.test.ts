import { describe, expect, it } from 'vitest';
import { parseQuery } from '@/lib/search/parse';
import { slowSpansHref } from './operation-links';

const hour = { kind: 'relative', last: '1h' } as const;
const queryOf = (href: string) => new URL(href, 'http://localhost').searchParams.get('q');

describe('slowSpansHref', () => {
  it('searches for spans of the operation that took longer than its p95', () => {
    const href = slowSpansHref({ service: 'risk-manager', name: 'check_risk', p95: 4_891_234 }, hour);
    expect(queryOf(href)).toBe('service=risk-manager operation=check_risk duration>4.89ms');
  });

  it('quotes names that the query language would misread', () => {
    const href = slowSpansHref(
      { service: 'a"b', name: 'POST /v1/order', p95: 150e9 },
      { kind: 'absolute', startMs: 1, endMs: 2 },
    );
    const query = queryOf(href) as string;
    const values = parseQuery(query).map((term) => (term.test.type === 'comparison' ? term.test.value : ''));
    expect(values).toEqual(['a"b', 'POST /v1/order', '2min30.0s']);
    expect(new URL(href, 'http://localhost').searchParams.get('start')).toBe('1');
  });
});
