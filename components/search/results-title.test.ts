import { describe, expect, it } from 'vitest';
import { resultsTitle, sortInUse } from './results-title';

const exactId = { kind: 'business', keys: ['order.id'] } as const;
const business = { ...exactId, keys: [...exactId.keys] };

describe('the heading of the results', () => {
  it('names the business id and the direction', () => {
    const listed = { q: 'ORD-1', exactId: business, sort: 'oldest', count: 32, more: false } as const;
    expect(resultsTitle(listed)).toBe('32 traces of order.id ORD-1 from first to last');
    expect(resultsTitle({ ...listed, q: 'order.id="ORD-1"' })).toBe('32 traces of order.id ORD-1 from first to last');
    expect(resultsTitle({ ...listed, more: true })).toBe('The first 32 traces of order.id ORD-1, more follow');
    expect(resultsTitle({ ...listed, sort: 'newest', more: true })).toBe('The newest 32 traces of order.id ORD-1');
  });

  it('counts the traces of any other query', () => {
    expect(resultsTitle({ q: 'status=error', exactId: null, sort: 'newest', count: 1, more: false })).toBe('1 trace');
  });
});

describe('the sort in use', () => {
  it('is what the URL says, else oldest for a business id and newest for all else', () => {
    expect(sortInUse('longest', business)).toBe('longest');
    expect(sortInUse(null, business)).toBe('oldest');
    expect(sortInUse(null, { kind: 'trace', keys: [] })).toBe('newest');
    expect(sortInUse(null, null)).toBe('newest');
  });
});
