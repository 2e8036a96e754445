import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { findSpans, spansWithIds } from '@/lib/find/find-spans';
import { readFind } from '@/lib/find/read-find';
import { decodeTrace } from '@/lib/trace/decode-arrow';
import { decodeSpanIds } from '@/lib/trace/decode-span-ids';
import { indexSpans } from '@/lib/trace/span-index';
import { matchingSpanIds } from './span-matches';
import { openTestStore, type TestStore, testSpan } from './test-support';
import { traceColumns } from './traces';

const TRACE = '1'.repeat(32);
const MS = 1_000_000;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  const span = (id: string, name: string, more: Parameters<typeof testSpan>[0] = {}) =>
    testSpan({ traceId: TRACE, spanId: id.padStart(16, '0'), name, ...more });
  await test.writer.write([
    span('1', 'POST /order', { kind: 2, durationNanos: 90 * MS, attributes: { 'order.id': 'ORD-1' } }),
    span('2', 'check_risk', {
      service: 'risk',
      durationNanos: 5 * MS,
      attributes: { retries: 12, rule: 'MAX position' },
    }),
    span('fedcba9876543210', 'Écho', { service: 'db', statusCode: 2, statusMessage: 'limit exceeded' }),
    testSpan({ traceId: '2'.repeat(32), name: 'elsewhere', attributes: { 'order.id': 'ORD-1' } }),
  ]);
});
afterAll(() => test.dispose());

async function matching(text: string, traceId = TRACE): Promise<string[]> {
  const query = readFind(text);
  if (query instanceof Error) throw query;
  const ids = decodeSpanIds(await matchingSpanIds(test.store, traceId, query.conditions));
  return Array.from(ids, (id) => id.toString(16)).sort();
}

describe('matchingSpanIds', () => {
  it('finds spans by their attributes, within the trace', async () => {
    expect(await matching('order.id=ORD-1')).toEqual(['1']);
    expect(await matching('retries>=12')).toEqual(['2']);
    expect(await matching('rule=~max retries=*')).toEqual(['2']);
    expect(await matching('-order.id=*')).toEqual(['2', 'fedcba9876543210']);
    expect(await matching('order.id=ORD-2')).toEqual([]);
  });

  it('finds free text in attributes and status messages', async () => {
    expect(await matching('position')).toEqual(['2']);
    expect(await matching('EXCEEDED')).toEqual(['fedcba9876543210']);
  });

  it('finds a span by its id beside other terms', async () => {
    expect(await matching('span.id=fedcba9876543210 limit')).toEqual(['fedcba9876543210']);
  });

  it('knows no trace that is not stored', async () => {
    await expect(matching('x', '3'.repeat(32))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each([
    'service=risk',
    'name=~é',
    'check',
    'db',
    'kind=server',
    'status=error',
    'duration>4ms',
    '-status=error',
    'duration<90ms -db',
  ])('gives for %s the same as the columns', async (text) => {
    const trace = decodeTrace(TRACE, await traceColumns(test.store, TRACE));
    const query = readFind(text);
    if (query instanceof Error) throw query;
    const ids = decodeSpanIds(await matchingSpanIds(test.store, TRACE, query.conditions));
    const { matched } = finishSteps(findSpans(trace, { conditions: query.conditions, among: null }));
    expect(matched.includes(1)).toBe(true);
    expect([...finishSteps(spansWithIds(indexSpans(trace.spanIds), ids))]).toEqual([...matched]);
  });
});
