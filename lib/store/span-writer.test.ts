import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Span } from '@/lib/otlp/model';
import { Journal } from './journal';
import { encodeSpans, joinRows, SPAN_STRUCTURE } from './span-rows';
import { SpanWriter } from './span-writer';
import type { Store } from './store';
import { openTestStore, type TestStore, testSpan, testWriter } from './test-support';

/** The tables that one insert fills: the spans and what the views make of them. */
const TABLES = ['otel_traces', 'business_ids', 'span_links', 'trace_summaries', 'red_minutes', 'span_ids'] as const;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());
beforeEach(async () => {
  for (const table of TABLES) await test.store.command(`TRUNCATE TABLE ${table}`);
});

/** How often each table counts the spans. */
async function counts() {
  const [row] = await test.store.select<Record<string, string>>(`
    SELECT (SELECT count() FROM otel_traces) AS spans, (SELECT count() FROM business_ids) AS ids,
           (SELECT count() FROM span_links) AS links, (SELECT sum(SpanCount) FROM trace_summaries) AS summarised,
           (SELECT sum(Count) FROM red_minutes) AS red, (SELECT count() FROM span_ids) AS known`);
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]));
}

const link = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  traceState: '',
  flags: 0,
  attributes: [],
  droppedAttributesCount: 0,
};

/** Two spans, one business id, one link (stored under both its ends). */
function twoSpans(): Span[] {
  return [testSpan({ attributes: { 'order.id': 'ORD-1' } }), testSpan({ links: [link] })];
}
const TWO_SPANS = { spans: 2, ids: 1, links: 2, summarised: 2, red: 2, known: 2 };

describe('a span that is sent twice', () => {
  it('is counted once everywhere when it comes again later', async () => {
    const spans = twoSpans();
    expect(await test.writer.write(spans)).toBe(2);
    expect(await test.writer.write(spans)).toBe(0);
    expect(await counts()).toEqual(TWO_SPANS);
  });

  it('is counted once when it claims another start the second time', async () => {
    const [first] = twoSpans() as [Span, Span];
    await test.writer.write([first]);
    const hourLater = first.startTimeUnixNano + 3_600_000_000_000n;
    expect(await test.writer.write([{ ...first, startTimeUnixNano: hourLater, endTimeUnixNano: hourLater }])).toBe(0);
  });

  it('is counted once when it comes twice in one batch', async () => {
    const spans = twoSpans();
    expect(await test.writer.write([...spans, ...spans])).toBe(2);
    expect(await counts()).toEqual(TWO_SPANS);
  });

  it('is counted once when it comes in two batches that are written side by side', async () => {
    const [first, second] = twoSpans() as [Span, Span];
    const written = await Promise.all([test.writer.write([first]), test.writer.write([first, second])]);
    expect(written).toEqual([1, 1]);
    expect(await counts()).toEqual(TWO_SPANS);
  });

  it('is not acknowledged before the batch that stores it, and not at all when that one fails', async () => {
    const [first, second] = twoSpans() as [Span, Span];
    const failing = Promise.withResolvers<void>();
    failing.promise.catch(() => undefined);
    let insertFile: Store['insertFile'] = () => failing.promise;
    const store: Store = {
      select: (sql, params) => test.store.select(sql, params),
      selectArrow: (sql) => test.store.selectArrow(sql),
      command: (sql) => test.store.command(sql),
      insertFile: (insert) => insertFile(insert),
      close: () => test.store.close(),
    };
    const folder = await mkdtemp(path.join(tmpdir(), 'fillpath-journal-'));
    const writer = testWriter(await SpanWriter.open(store, Journal.open(folder)));
    const outcomes = Promise.allSettled([writer.write([first]), writer.write([first]), writer.write([second])]);
    failing.reject(new Error('disk full'));
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);

    insertFile = (insert) => test.store.insertFile(insert);
    await writer.write([first, second]);
    expect(await counts()).toEqual(TWO_SPANS);
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not keep a new span of the same trace out', async () => {
    const [first, second] = twoSpans() as [Span, Span];
    await test.writer.write([first]);
    expect(await test.writer.write([first, second])).toBe(1);
    expect(await counts()).toEqual(TWO_SPANS);
  });

  it('is recognised in a trace of which more is stored than a batch is compared with', async () => {
    const spans = Array.from({ length: 50_001 }, () => testSpan());
    expect(await test.writer.write(spans)).toBe(50_001);
    expect(await test.writer.write([...spans.slice(-3), testSpan()])).toBe(1);
  });

  it('is told from a span of another trace that has the same span id', async () => {
    const [first] = twoSpans() as [Span, Span];
    await test.writer.write([first]);
    expect(await test.writer.write([{ ...first, traceId: 'c'.repeat(32) }])).toBe(1);
  });
});

describe('a batch that a crash interrupted', () => {
  /** Writes a batch into a journal as a process does that dies before it removes the entry. */
  async function interruptedBatch(spans: Span[]) {
    const folder = await mkdtemp(path.join(tmpdir(), 'fillpath-journal-'));
    const journal = Journal.open(folder);
    const encoded = encodeSpans(spans);
    const positions = spans.map((_, index) => ({ of: encoded, index }));
    const { rows, spanCount } = joinRows(positions, Number.POSITIVE_INFINITY);
    const entry = await journal.write(randomBytes(16).toString('hex'), spanCount, rows);
    const insert = { table: 'otel_traces', structure: SPAN_STRUCTURE, path: entry.path, token: entry.token };
    return { folder, journal, insert };
  }

  it('is stored at the next start when nothing of it was', async () => {
    const { folder, journal } = await interruptedBatch(twoSpans());
    await SpanWriter.open(test.store, journal);
    expect(await counts()).toEqual(TWO_SPANS);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not stored again when all of it was', async () => {
    const { journal, insert } = await interruptedBatch(twoSpans());
    await test.store.insertFile(insert);
    await SpanWriter.open(test.store, journal);
    expect(await counts()).toEqual(TWO_SPANS);
  });

  it.each(TABLES.filter((table) => table !== 'otel_traces'))(
    'fills %s when the crash came before that view',
    async (table) => {
      const { journal, insert } = await interruptedBatch(twoSpans());
      const view = `${table}_view`;
      const [definition] = await test.store.select<{ statement: string }>(
        `SELECT create_table_query AS statement FROM system.tables WHERE name = {view:String} AND database = currentDatabase()`,
        { view },
      );
      await test.store.command(`DROP VIEW ${view}`);
      await test.store.insertFile(insert);
      await test.store.command(definition?.statement ?? '');
      expect(await counts()).not.toEqual(TWO_SPANS);

      await SpanWriter.open(test.store, journal);
      expect(await counts()).toEqual(TWO_SPANS);
    },
  );

  it('is forgotten when it was only half written to the journal', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fillpath-journal-'));
    await writeFile(path.join(folder, `${'3'.repeat(32)}.2.rows.part`), 'half a row');
    await SpanWriter.open(test.store, Journal.open(folder));
    expect(await counts()).toMatchObject({ spans: 0 });
    expect(await readdir(folder)).toEqual([]);
  });
});

it('stores a batch whose spans started on more days than the engine takes by default (100)', async () => {
  const day = 86_400_000_000_000n;
  const spans = Array.from({ length: 120 }, (_, index) => {
    const span = testSpan();
    return { ...span, startTimeUnixNano: BigInt(index) * day, endTimeUnixNano: BigInt(index) * day };
  });
  expect(await test.writer.write(spans)).toBe(120);
  expect(await counts()).toMatchObject({ spans: 120, summarised: 120, red: 120 });
});
