import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SEARCH_SORTS, type SearchSort } from '@/lib/api/contract';
import { encodeCursor } from './search-cursor';
import { type SearchRequest, searchTraces } from './search-traces';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const SECOND = 1_000_000_000;
const NOW = TEST_START + 3_600n * BigInt(SECOND);

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());
beforeEach(async () => {
  for (const table of ['otel_traces', 'business_ids', 'trace_summaries', 'span_ids']) {
    await test.store.command(`TRUNCATE TABLE ${table}`);
  }
});

/** One-span traces; ids count from `first`, starts and durations repeat so that most are equal. */
function traces(first: number, count: number, startNanos: (index: number) => number) {
  return Array.from({ length: count }, (_, index) =>
    testSpan({
      traceId: (first + index).toString(16).padStart(32, '0'),
      startNanos: startNanos(index),
      durationNanos: 1_000 * (1 + (index % 3)),
      attributes: { 'user.id': 'u1' },
    }),
  );
}

async function page(request: Partial<SearchRequest>) {
  const full = { query: '', start: null, end: null, sort: 'newest', limit: 7, cursor: null, ...request } as const;
  return searchTraces(test.store, full, NOW);
}

/** All pages from the first on; `between` runs after each. */
async function allPages(request: Partial<SearchRequest>, between: (pageNumber: number) => Promise<unknown>) {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let pageNumber = 1; ; pageNumber += 1) {
    const { traces: found, nextCursor } = await page({ ...request, cursor });
    seen.push(...found.map((trace) => trace.traceId));
    if (nextCursor === null) return seen;
    expect(found).toHaveLength(7);
    cursor = nextCursor;
    await between(pageNumber);
  }
}

describe.each(SEARCH_SORTS)('pages sorted by %s', (sort: SearchSort) => {
  // 60 traces at 4 different starts and 3 different durations.
  const stored = traces(1_000, 60, (index) => (index % 4) * SECOND);
  const storedIds = stored.map((span) => span.traceId).sort();

  it.each(['', 'service=gateway', 'user.id=u1'])(
    'neither repeat nor skip while others arrive, for the query "%s"',
    async (query) => {
      await test.writer.write(stored);
      const seen = await allPages({ sort, query, end: NOW }, async (pageNumber) => {
        // Before, among and after those that are there, with equal starts and durations too.
        if (pageNumber <= 4) await test.writer.write(traces(pageNumber * 100_000, 5, (index) => (index - 1) * SECOND));
      });
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => storedIds.includes(id)).sort()).toEqual(storedIds);
    },
  );

  it('leave out what starts after the end of the range that the first page had', async () => {
    await test.writer.write(stored);
    const end = TEST_START + 3n * BigInt(SECOND) + 1n;
    const { nextCursor } = await page({ sort, end });
    await test.writer.write(traces(1, 3, () => 10 * SECOND));
    const rest = await page({ sort, end: NOW, limit: 1000, cursor: nextCursor });
    expect(rest.traces).toHaveLength(60 - 7);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('a page', () => {
  it('that holds exactly all traces is the last', async () => {
    await test.writer.write(traces(1, 7, () => 0));
    expect((await page({})).nextCursor).toBeNull();
    expect((await page({ limit: 6 })).nextCursor).not.toBeNull();
  });

  it('of newest traces reaches back past the narrow windows that are read first', async () => {
    const hours = [0, 1, 30, 100, 1_000, 9_000];
    await test.writer.write(traces(1, hours.length, (index) => -(hours[index] ?? 0) * 3_600 * SECOND));
    const found = await page({ sort: 'newest' });
    expect(found.traces.map((trace) => Number(trace.traceId))).toEqual([1, 2, 3, 4, 5, 6]);
    const first = await page({ sort: 'newest', limit: 2, query: 'service=gateway' });
    const second = await page({ sort: 'newest', limit: 2, query: 'service=gateway', cursor: first.nextCursor });
    expect(second.traces.map((trace) => Number(trace.traceId))).toEqual([3, 4]);
  });

  it('lists a trace by its whole extent, in whichever parts its spans lie', async () => {
    const traceId = 'c'.repeat(32);
    await test.writer.write([testSpan({ traceId, startNanos: 5 * SECOND, durationNanos: 10 })]);
    await test.writer.write([testSpan({ traceId, startNanos: SECOND, durationNanos: 20 })]);
    await test.writer.write([testSpan({ traceId, startNanos: 2 * SECOND, durationNanos: 9 * SECOND })]);
    const [trace] = (await page({ sort: 'longest' })).traces;
    expect(trace).toMatchObject({
      startTimeUnixNano: String(TEST_START + BigInt(SECOND)),
      durationNanos: 10 * SECOND,
      spanCount: 3,
    });
    expect((await page({ start: TEST_START + 2n * BigInt(SECOND) })).traces).toEqual([]);
  });
});

describe('a cursor', () => {
  const good = { sort: 'newest', sortValue: 5n, traceId: 'a'.repeat(32), start: null, end: 7n } as const;
  const forged = (fields: unknown) => Buffer.from(JSON.stringify(fields)).toString('base64url');

  it.each([
    ['no base64url', '%%%'],
    ['no JSON', Buffer.from('hello').toString('base64url')],
    ['of another version', forged([2, 'newest', '5', 'a', null, null])],
    ['with a number that is none', forged([1, 'newest', '5; DROP TABLE', 'a', null, null])],
    ['with a number past 64 bits', forged([1, 'newest', '9999999999999999999', 'a', null, null])],
    ['too short', forged([1, 'newest'])],
    ['too long', 'A'.repeat(2_000)],
    ['empty', ''],
  ])('that is %s is refused', async (_, cursor) => {
    await expect(page({ cursor })).rejects.toThrow('The cursor is damaged');
  });

  it('of a search that was sorted otherwise is refused', async () => {
    await expect(page({ sort: 'longest', cursor: encodeCursor(good) })).rejects.toThrow('sorted by newest');
  });
});
