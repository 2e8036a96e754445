import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { filterOfStored } from './id-filter';
import { Journal } from './journal';
import { idOf } from './new-spans';
import { SpanWriter } from './span-writer';
import type { Store } from './store';
import { openTestStore, type TestStore, testSpan, testWriter } from './test-support';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());

/** The test store, but for its selects. */
function storeThatSelects(select: Store['select']): Store {
  return {
    select,
    selectArrow: (sql, params) => test.store.selectArrow(sql, params),
    command: (sql, params) => test.store.command(sql, params),
    insertFile: (insert) => test.store.insertFile(insert),
    close: () => Promise.resolve(),
  };
}

const newJournal = async () => Journal.open(await mkdtemp(path.join(tmpdir(), 'fillpath-journal-')));

it('knows every stored span, in however many pieces it reads them', async () => {
  const spans = Array.from({ length: 45_000 }, (_, index) =>
    testSpan({ traceId: ((index * 0x9e3779b1) % 2 ** 32).toString(16).padStart(8, '0').repeat(4) }),
  );
  await test.writer.write(spans);
  const { filter, loaded } = await filterOfStored(test.store);
  await loaded;
  expect(spans.filter((span) => !filter.mayHave(idOf(span)))).toEqual([]);
  const others = Array.from({ length: 1000 }, () => testSpan());
  expect(others.filter((span) => filter.mayHave(idOf(span)))).toEqual([]);
});

it('rules nothing out before it has read all', async () => {
  const { filter, loaded } = await filterOfStored(test.store);
  expect(filter.mayHave(idOf(testSpan()))).toBe(true);
  await loaded;
});

it('rules nothing out when the store cannot be read', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const store = storeThatSelects((sql, params) =>
    sql.includes('groupArray') ? Promise.reject(new Error('broken')) : test.store.select(sql, params),
  );
  const { filter, loaded } = await filterOfStored(store);
  await loaded;
  expect(filter.mayHave(idOf(testSpan()))).toBe(true);
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});

it('lets a writer that is the only one ask the store about no span that is new', async () => {
  const asked: unknown[] = [];
  const read = Promise.withResolvers<void>();
  const store = storeThatSelects(async (sql, params) => {
    if (sql.includes('FROM span_ids') && params?.traceIds) asked.push(params.traceIds);
    const rows = await test.store.select(sql, params);
    // The pieces come one after the other, by trace id.
    if (params?.prefix === '' || params?.prefix === 'f') setImmediate(read.resolve);
    return rows as never;
  });
  const stored = testSpan({ traceId: 'a'.repeat(32) });
  await test.writer.write([stored]);
  const writer = testWriter(await SpanWriter.open(store, await newJournal(), true));
  await read.promise;
  expect(await writer.write([testSpan({ traceId: 'b'.repeat(32) })])).toBe(1);
  expect(asked).toEqual([]);
  expect(await writer.write([stored, testSpan({ traceId: 'c'.repeat(32) })])).toBe(1);
  expect(asked).toEqual([['a'.repeat(32)]]);
});
