import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from './from-text';
import { selfTimes } from './self-time';
import { listSpansSteps, type SpanListRequest, type SpanSortKey } from './span-list';
import { buildTree } from './tree';

const TRACE = traceFromText(`
  gateway:place_order 0-100 server
    risk:check_risk 10-50 rejected
      db:Read 20-30 error events=2
    engine:match 50-90 links=1 ok
`);
const SELF = selfTimes(TRACE, buildTree(TRACE));

function names(request: Partial<SpanListRequest>) {
  const all = { sort: 'start', ascending: true, text: '', choice: 'all', ...request } as const;
  return [...finishSteps(listSpansSteps(TRACE, SELF, all))]
    .map((span) => TRACE.names.values[TRACE.names.codes[span] as number])
    .join(' ');
}

describe('listSpansSteps', () => {
  it('gives the spans in the order of the trace, or backwards', () => {
    expect(names({})).toBe('place_order check_risk Read match');
    expect(names({ ascending: false })).toBe('match Read check_risk place_order');
  });

  it.each<[SpanSortKey, string]>([
    // Durations 100, 40, 10, 40; self times 20, 30, 10, 40.
    ['duration', 'Read check_risk match place_order'],
    ['self', 'Read place_order check_risk match'],
    ['service', 'Read match place_order check_risk'],
    ['name', 'Read check_risk match place_order'],
    ['kind', 'check_risk Read match place_order'],
    ['status', 'place_order match check_risk Read'],
    ['events', 'place_order check_risk match Read'],
    ['links', 'place_order check_risk Read match'],
  ])('sorts by %s, equal ones by start', (sort, expected) => {
    expect(names({ sort })).toBe(expected);
  });

  it('keeps what contains the text in its service or name, whatever the case', () => {
    expect(names({ text: 'R' })).toBe('place_order check_risk Read');
    expect(names({ text: 'nothing' })).toBe('');
  });

  it('keeps errors, or refusals, which are not the same', () => {
    expect(names({ choice: 'errors' })).toBe('Read');
    expect(names({ choice: 'rejected' })).toBe('check_risk');
    expect(names({ choice: 'errors', text: 'risk' })).toBe('');
  });
});
