import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from './open';
import { searchTraces } from './search-traces';
import { TEST_START, testSpan, testWriter } from './test-support';

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), 'fillpath-keys-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

const [FIRST, SECOND] = ['1', '2'].map((digit) => digit.repeat(32)) as [string, string];

/** One run of the server with these business ids: stores a trace of one span, then searches. @returns what each search found */
async function run(businessKeys: string[], traceId: string, queries: string[]) {
  const { store, writer } = await openStore({ dataFolder, clickhouseUrl: null, businessKeys });
  await testWriter(writer).write([testSpan({ traceId, attributes: { 'order.id': 'ORD-1', 'session.id': 'S-1' } })]);
  const found: { traces: string[]; isLookUp: boolean }[] = [];
  for (const query of queries) {
    const request = { query, start: null, end: null, sort: 'newest', limit: 10, cursor: null } as const;
    const { traces, exactId } = await searchTraces(store, request, TEST_START);
    found.push({ traces: traces.map((trace) => trace.traceId).sort(), isLookUp: exactId !== null });
  }
  await store.close();
  return found;
}

it('finds what was stored before its key became a business id, and what came after', async () => {
  await run(['order.id'], FIRST, []);
  const found = await run(['order.id', 'session.id'], SECOND, ['session.id=S-1', 'session.id=S-1 service=gateway']);
  expect(found).toEqual([
    { traces: [FIRST, SECOND], isLookUp: false },
    { traces: [FIRST, SECOND], isLookUp: false },
  ]);
});

it('finds what was stored after its key ceased to be a business id, and what came before', async () => {
  await run(['order.id', 'session.id'], FIRST, []);
  expect(await run(['order.id'], SECOND, ['session.id=S-1'])).toEqual([{ traces: [FIRST, SECOND], isLookUp: false }]);
});

it('looks a business id up, over a restart, that was one before anything was stored', async () => {
  await run(['order.id'], FIRST, []);
  expect(await run(['order.id'], SECOND, ['order.id=ORD-1'])).toEqual([{ traces: [FIRST, SECOND], isLookUp: true }]);
});
