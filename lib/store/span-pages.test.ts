import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FillpathError } from '@/lib/base/errors';
import type { Span } from '@/lib/otlp/model';
import { spanPages } from './span-pages';
import type { Store } from './store';
import { allSpans, openTestStore, type TestStore, testSpan } from './test-support';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());

const namesOf = (spans: readonly Span[]) => spans.map(({ name }) => name);

describe('spans of a trace in pages', () => {
  const traceId = '5'.repeat(32);
  // At one moment: the longer first, then by id. In all seven, of which four share their start.
  const spans = [
    testSpan({ traceId, name: 'first', startNanos: -5 }),
    testSpan({ traceId, name: 'long', spanId: '00000000000000ff', durationNanos: 10 }),
    testSpan({ traceId, name: 'a', spanId: '00000000000000a1', durationNanos: 7 }),
    testSpan({ traceId, name: 'b', spanId: '00000000000000a2', durationNanos: 7 }),
    testSpan({ traceId, name: 'none', spanId: '00000000000000a0', durationNanos: 0 }),
    testSpan({ traceId, name: 'second', startNanos: 1 }),
    testSpan({ traceId, name: 'last', startNanos: 2 }),
  ];
  beforeAll(async () => {
    await test.writer.write(spans.toReversed());
  });

  it.each([1, 2, 3, 7, 2000])('come in order, none twice and none left out: %i a page', async (pageSpans) => {
    expect(await allSpans(test.store, traceId, pageSpans)).toEqual(spans);
    const sizes: number[] = [];
    for await (const page of spanPages(test.store, traceId, pageSpans)) sizes.push(page.length);
    expect(Math.max(...sizes)).toBe(Math.min(pageSpans, 7));
  });

  it('come in smaller pages where the store finds one too large', async () => {
    const asked: number[] = [];
    const narrow: Store = {
      ...test.store,
      select: async (sql, params, options) => {
        const rows = await test.store.select(sql, params, options);
        if (sql.includes('ResourceSchemaUrl')) {
          asked.push(rows.length);
          if (rows.length > 2) throw new FillpathError('too-large', 'Too much.');
        }
        return rows as never;
      },
    };
    expect(namesOf(await allSpans(narrow, traceId, 14))).toEqual(namesOf(spans));
    expect(asked).toEqual([7, 2, 2, 2, 1]);
  });

  it('are not found by a wrong id', async () => {
    await expect(spanPages(test.store, 'e'.repeat(32)).next()).rejects.toMatchObject({ kind: 'not-found' });
  });
});

it('gives of spans with one id the first, in whatever pages they are', async () => {
  const traceId = '6'.repeat(32);
  const spanId = '00000000000000b1';
  const insert = (at: string, name: string) => `('${at}', '${traceId}', '${spanId}', '${name}', 'x', 5)`;
  await test.store.command(
    `INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanName, ServiceName, Duration)
     VALUES ${insert('2026-01-02 10:00:00', 'one')}, ${insert('2026-01-02 10:00:00', 'one')}, ${insert('2026-01-02 10:00:07', 'other')}`,
  );
  for (const pageSpans of [1, 10]) {
    expect(namesOf(await allSpans(test.store, traceId, pageSpans))).toEqual(['one']);
  }
});
