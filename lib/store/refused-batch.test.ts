import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Journal } from './journal';
import { SpanWriter } from './span-writer';
import type { Store } from './store';
import { openTestStore, type TestStore, testSpan, testWriter } from './test-support';

let test: TestStore;
let folder: string;
let journal: Journal;
let log: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  test = await openTestStore();
  await test.store.command('CREATE TABLE trap (x UInt8) ENGINE = MergeTree ORDER BY x');
  // Some of the tables that an insert fills have the batch when this refuses it, and others do not.
  await test.store.command(
    `CREATE MATERIALIZED VIEW trap_view TO trap AS SELECT throwIf(SpanName = 'poison') AS x FROM otel_traces`,
  );
});
afterAll(() => test.dispose());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fillpath-journal-'));
  journal = Journal.open(folder);
  log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => log.mockRestore();
});

const poison = () => testSpan({ name: 'poison' });

async function isCounted(spanId: string): Promise<boolean> {
  return (await test.store.select('SELECT 1 FROM span_ids WHERE SpanId = {spanId:String}', { spanId })).length > 0;
}

/** The test store, but for its inserts. */
function storeThatInserts(insertFile: Store['insertFile']): Store {
  return {
    select: (sql, params) => test.store.select(sql, params),
    selectArrow: (sql, params) => test.store.selectArrow(sql, params),
    command: (sql, params) => test.store.command(sql, params),
    insertFile,
    close: () => Promise.resolve(),
  };
}

describe('a batch that the store refuses for what is in it', () => {
  it('holds others up for two more tries, then they pass it', async () => {
    const writer = testWriter(await SpanWriter.open(test.store, journal));
    await expect(writer.write([poison()])).rejects.toThrow(/throwIf/);
    await expect(writer.write([testSpan()])).rejects.toThrow(/throwIf/);
    const other = testSpan();
    expect(await writer.write([other])).toBe(1);
    expect(await isCounted(other.spanId)).toBe(true);
  });

  it('is kept in a folder that the log names, and counted', async () => {
    const writer = testWriter(await SpanWriter.open(test.store, journal));
    for (const span of [poison(), testSpan(), testSpan()]) await writer.write([span]).catch(() => undefined);
    const [name] = await readdir(journal.refusedFolder);
    expect(name).toMatch(/^[0-9a-f]{32}\.1\.rows$/);
    expect(log.mock.calls.join()).toContain(path.join(journal.refusedFolder, name ?? ''));
    expect(await writer.refusedBatches()).toBe(1);
  });

  it('is never written again: some tables have counted it', async () => {
    const writer = testWriter(await SpanWriter.open(test.store, journal));
    const [bad, innocent] = [poison(), testSpan()];
    for (const group of [[bad, innocent], [testSpan()], [testSpan()]]) await writer.write(group).catch(() => undefined);
    expect([bad, innocent, testSpan()].map((span) => writer.isRefused(span))).toEqual([true, true, false]);
    await expect(writer.write([innocent])).rejects.toThrow(/refused/);
  });

  it('does not keep a server from starting that finds it in its journal', async () => {
    const first = testWriter(await SpanWriter.open(test.store, journal));
    await expect(first.write([poison()])).rejects.toThrow(/throwIf/);
    const writer = testWriter(await SpanWriter.open(test.store, journal));
    for (const span of [testSpan(), testSpan()]) await writer.write([span]).catch(() => undefined);
    expect(await writer.write([testSpan()])).toBe(1);
  });

  it('waits, and others with it, where sixteen were set aside already: then it is the store that needs looking at', async () => {
    const refusal = Object.assign(new Error('Not for me'), { clickhouseCode: 395 });
    const writer = testWriter(
      await SpanWriter.open(
        storeThatInserts(() => Promise.reject(refusal)),
        journal,
      ),
    );
    for (let attempt = 0; attempt < 60; attempt++) await writer.write([testSpan()]).catch(() => undefined);
    expect(await readdir(journal.refusedFolder)).toHaveLength(16);
  });
});

it.each([
  ['cannot be reached', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
  ['has no room left', Object.assign(new Error('Cannot reserve 1.00 MiB'), { clickhouseCode: 243 })],
])('keeps a batch as long as the store %s, and stores it once that is over', async (_, error) => {
  let failures = 10;
  const store = storeThatInserts((insert) => (failures-- > 0 ? Promise.reject(error) : test.store.insertFile(insert)));
  const writer = testWriter(await SpanWriter.open(store, journal));
  const span = testSpan();
  for (let attempt = 0; attempt < 10; attempt++) await expect(writer.write([span])).rejects.toBe(error);
  expect(await writer.write([span])).toBe(0);
  expect(await isCounted(span.spanId)).toBe(true);
  expect(await writer.refusedBatches()).toBe(0);
});

it('stores what is in the journal before its spans come again, when the rest could not be written there', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  const write = journal.write.bind(journal);
  vi.spyOn(journal, 'write').mockImplementationOnce(write).mockRejectedValueOnce(full);
  const writer = testWriter(await SpanWriter.open(test.store, journal));
  const spans = Array.from({ length: 10_001 }, () => testSpan());
  await expect(writer.write(spans)).rejects.toBe(full);
  expect(await writer.write(spans)).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it('leaves no part of a batch behind that could not be written', async () => {
  await expect(journal.write('no/such/folder', 1, Buffer.from('rows'))).rejects.toThrow(/ENOENT/);
  const token = 'a'.repeat(32);
  // A folder of that name lets the part be written, but not take its name.
  Journal.open(path.join(folder, `${token}.1.rows`, 'inside'));
  await expect(journal.write(token, 1, Buffer.from('rows'))).rejects.toThrow(/ENOTEMPTY|EISDIR/);
  expect(await readdir(folder)).toEqual([`${token}.1.rows`]);
});
