import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchResponse } from '@/lib/api/contract';
import type { Span } from '@/lib/otlp/model';
import { type SearchRequest, searchTraces } from './search-traces';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const MS = 1_000_000;
const SECOND = 1_000 * MS;
const HOUR = 3_600n * BigInt(SECOND);

const ONE = '11111111111111111111111111111111';
const TWO = '22222222222222222222222222222222';
const THREE = 'abababababababababababababababab';

/** Trace one: an order that fails in the risk check. Two: one that is refused. Three: a fill at a venue, two hours later. */
function spans(): Span[] {
  const root = testSpan({
    traceId: ONE,
    spanId: '00000000000000a1',
    name: 'POST /v1/order',
    kind: 2,
    durationNanos: 100 * MS,
    attributes: { 'http.url': 'http://a/v1?x=1&y="2"', nul: "a\0b\\c'd\n\te" },
  });
  const check = testSpan({
    traceId: ONE,
    parentSpanId: root.spanId,
    service: 'risk-manager',
    name: 'check_risk',
    startNanos: 10 * MS,
    durationNanos: 40 * MS,
    statusCode: 2,
    statusMessage: 'limit exceeded',
    attributes: { 'order.id': 'ORD-1', 'user.id': 'u1', price: 99.5, retries: 12 },
  });
  const refused = testSpan({
    traceId: TWO,
    service: 'gateway',
    name: 'POST /v1/order',
    kind: 2,
    startNanos: SECOND,
    durationNanos: 5 * MS,
    attributes: { 'order.id': 'ORD-2', 'user.id': 'u1', 'order.status': 'rejected', price: 100, note: '' },
  });
  const fill = testSpan({
    traceId: THREE,
    service: 'venue',
    name: 'fill 🦊 ÉCHANGE',
    kind: 5,
    startNanos: Number(2n * HOUR),
    durationNanos: 7,
    statusCode: 1,
    attributes: { 'batch.id': 'u1', status: 'open', retries: 'many' },
  });
  const region = { key: 'region', text: 'eu-west', type: '' } as const;
  return [
    root,
    check,
    refused,
    { ...fill, resource: { ...fill.resource, attributes: [...fill.resource.attributes, region] } },
  ];
}

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.writer.write(spans());
});
afterAll(() => test.dispose());

const ALL: SearchRequest = { query: '', start: null, end: null, sort: 'oldest', limit: 50, cursor: null };

async function search(request: Partial<SearchRequest> | string) {
  const full = typeof request === 'string' ? { ...ALL, query: request } : { ...ALL, ...request };
  return searchResponse.parse(await searchTraces(test.store, full, TEST_START + 3n * HOUR));
}

async function idsOf(request: Partial<SearchRequest> | string) {
  return (await search(request)).traces.map((trace) => trace.traceId);
}

describe('a query', () => {
  it.each([
    ['', [ONE, TWO, THREE]],
    ['service=gateway', [ONE, TWO]],
    ['service!=gateway', [ONE, THREE]],
    ['-service=gateway', [ONE, THREE]],
    ['service=~RISK', [ONE]],
    ['operation="POST /v1/order"', [ONE, TWO]],
    ['name=check_risk', [ONE]],
    ['kind=server', [ONE, TWO]],
    ['kind!=server', [ONE, THREE]],
    ['kind=consumer', [THREE]],
    ['status=error', [ONE]],
    ['status=ok', [THREE]],
    ['status=unset', [ONE, TWO]],
    ['status=rejected', [TWO]],
    ['-status=rejected', [ONE, THREE]],
    ['duration>=100ms', [ONE]],
    ['duration=7ns', [THREE]],
    ['duration<5ms', [THREE]],
    ['duration<=5ms', [TWO, THREE]],
    ['trace.duration=100ms', [ONE]],
    ['trace.spans=2', [ONE]],
    ['trace.errors=0', [TWO, THREE]],
    ['-trace.errors=0', [ONE]],
    ['trace.rejected>0', [TWO]],
    ['trace.duration>1us trace.spans=1', [TWO]],
    [`trace.id!=${ONE}`, [TWO, THREE]],
    ['span.id=00000000000000A1', [ONE]],
    ['price>99.5', [TWO]],
    ['price>=99.5', [ONE, TWO]],
    ['retries<100', [ONE]],
    ['-retries<100 retries=*', [THREE]],
    ['"status"=open', [THREE]],
    ['region=eu-west', [THREE]],
    ['region=~WEST', [THREE]],
    ['region=*', [THREE]],
    ['-price=*', [ONE, THREE]],
    ['note=""', [TWO]],
    ['price!=100', [ONE]],
    ['-price=100', [ONE, THREE]],
    ['http.url=http://a/v1?x=1&y="2"'.replace('"2"', '2'), []],
    [String.raw`http.url="http://a/v1?x=1&y=\"2\""`, [ONE]],
    ['nul="a\0b\\\\c\'d\\n\\te"', [ONE]],
    ['missing=x', []],
    ['"LIMIT exceeded"', [ONE]],
    ['v1/ORDER', [ONE, TWO]],
    ['🦊', [THREE]],
    ['échange', [THREE]],
    ['eu-we', [THREE]],
    ['order.id=ORD-1 status=error', [ONE]],
    ['user.id=u1 duration<10ms', [TWO]],
    ['user.id=u1 user.id=u2', []],
    ["'; DROP TABLE otel_traces; --", []],
  ])('%s finds the right traces', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected);
  });

  it('must hold on one span, except for what it says of the trace', async () => {
    expect(await idsOf('service=gateway status=error')).toEqual([]);
    expect(await idsOf('service=gateway trace.errors>0')).toEqual([ONE]);
  });

  it('that is wrong says where', async () => {
    await expect(search('service=gateway duration>5')).rejects.toThrow('at character 26');
  });
});

describe('a time range', () => {
  const at = (nanos: number) => TEST_START + BigInt(nanos);

  it('holds the traces that started inside, its end excluded', async () => {
    expect(await idsOf({ start: at(0), end: at(SECOND) })).toEqual([ONE]);
    expect(await idsOf({ start: at(1), end: at(SECOND + 1) })).toEqual([TWO]);
  });

  it('holds, with conditions on spans, the traces whose matching span started inside', async () => {
    expect(await idsOf({ query: 'name=check_risk', start: at(10 * MS), end: at(11 * MS) })).toEqual([ONE]);
    expect(await idsOf({ query: 'kind=server', start: at(10 * MS), end: at(11 * MS) })).toEqual([]);
  });
});

describe('an id alone', () => {
  const elsewhere = { start: TEST_START - 2n * HOUR, end: TEST_START - HOUR };

  it('of a trace is found in any case and whatever the time range', async () => {
    const found = await search({ ...elsewhere, query: ` ${THREE.toUpperCase()} ` });
    expect(found.traces.map((trace) => trace.traceId)).toEqual([THREE]);
    expect(found.exactId).toEqual({ kind: 'trace', keys: [] });
    expect((await search({ ...elsewhere, query: `trace.id=${ONE}` })).exactId).toEqual({ kind: 'trace', keys: [] });
  });

  it('of business is found under every key that carries it', async () => {
    const found = await search({ ...elsewhere, query: 'u1' });
    expect(found.traces.map((trace) => trace.traceId)).toEqual([ONE, TWO, THREE]);
    expect(found.exactId).toEqual({ kind: 'business', keys: ['batch.id', 'user.id'] });
  });

  it('of business with its key is found under that key', async () => {
    const found = await search({ ...elsewhere, query: 'batch.id=u1' });
    expect(found.traces.map((trace) => trace.traceId)).toEqual([THREE]);
    expect(found.exactId).toEqual({ kind: 'business', keys: ['batch.id'] });
  });

  it('of a span leads to its trace in any case, with its field or alone', async () => {
    const exactId = { kind: 'span', keys: [], spanId: '00000000000000a1' };
    for (const query of ['00000000000000A1', 'span.id=00000000000000a1']) {
      const found = await search({ ...elsewhere, query });
      expect(found.traces.map((trace) => trace.traceId)).toEqual([ONE]);
      expect(found.exactId).toEqual(exactId);
    }
    expect((await search({ ...elsewhere, query: 'a'.repeat(16) })).exactId).toBeNull();
    expect((await search({ ...elsewhere, query: '-span.id=00000000000000a1' })).exactId).toBeNull();
  });

  it('of a span is looked for through its index', async () => {
    const sql = `EXPLAIN indexes = 1 SELECT TraceId FROM span_ids WHERE SpanId = {spanId:String}`;
    const rows = await test.store.select<{ explain: string }>(sql, { spanId: '00000000000000a1' });
    expect(rows.map(({ explain }) => explain).join('\n')).toContain('idx_span_id');
  });

  it('of business lists its traces from first to last unless a sort is asked for', async () => {
    expect(await idsOf({ query: 'u1', sort: null })).toEqual([ONE, TWO, THREE]);
    expect(await idsOf({ query: 'u1', sort: 'newest' })).toEqual([THREE, TWO, ONE]);
    expect(await idsOf({ query: 'kind!=client', sort: null })).toEqual([THREE, TWO, ONE]);
    const first = await search({ query: 'u1', sort: null, limit: 2 });
    expect(await idsOf({ query: 'u1', sort: null, limit: 2, cursor: first.nextCursor })).toEqual([THREE]);
  });

  it('that nobody stored is text to look for', async () => {
    expect(await search('f'.repeat(32))).toEqual({ traces: [], nextCursor: null, exactId: null });
    expect((await search({ ...elsewhere, query: 'order.id=ORD-1 service=risk-manager' })).traces).toEqual([]);
  });
});

describe('a result', () => {
  it('has the figures of the whole trace and its business ids', async () => {
    expect((await search('name=check_risk')).traces).toEqual([
      {
        traceId: ONE,
        rootService: 'gateway',
        rootName: 'POST /v1/order',
        rootArrived: true,
        startTimeUnixNano: String(TEST_START),
        durationNanos: 100 * MS,
        spanCount: 2,
        errorCount: 1,
        rejectedCount: 0,
        services: ['gateway', 'risk-manager'],
        keys: [
          { key: 'order.id', value: 'ORD-1' },
          { key: 'user.id', value: 'u1' },
        ],
        keyCount: 2,
      },
    ]);
  });

  it('is sorted by start or by duration, as asked', async () => {
    expect(await idsOf({ sort: 'oldest' })).toEqual([ONE, TWO, THREE]);
    expect(await idsOf({ sort: 'newest' })).toEqual([THREE, TWO, ONE]);
    expect(await idsOf({ sort: 'longest' })).toEqual([ONE, TWO, THREE]);
    expect(await idsOf({ sort: 'shortest' })).toEqual([THREE, TWO, ONE]);
  });

  it('names one business id of every key before further ones, eight at most, and counts them all', async () => {
    const traceId = 'd'.repeat(32);
    const fills = Array.from({ length: 20 }, (_, index) =>
      testSpan({
        traceId,
        startNanos: -Number(9n * HOUR),
        attributes: { 'batch.id': `B-${index % 10}`, 'order.id': 'ORD-9', 'user.id': `u${index}` },
      }),
    );
    await test.writer.write(fills);
    const [trace] = (await search(traceId)).traces;
    expect(trace?.keys.map(({ key, value }) => `${key} ${value}`)).toEqual([
      'batch.id B-0',
      'order.id ORD-9',
      'user.id u0',
      'batch.id B-1',
      'user.id u1',
      'batch.id B-2',
      'user.id u10',
      'batch.id B-3',
    ]);
    expect(trace?.keyCount).toBe(31);
  });

  it('has the batch of an order, which names the order on its link', async () => {
    const [order, batch] = ['e'.repeat(32), 'f'.repeat(32)] as const;
    const startNanos = -Number(9n * HOUR);
    const received = testSpan({ traceId: order, startNanos, attributes: { 'order.id': 'ORD-77' } });
    const link = {
      traceId: order,
      spanId: received.spanId,
      traceState: '',
      flags: 0,
      attributes: [{ key: 'order.id', text: 'ORD-77', type: '' as const }],
      droppedAttributesCount: 0,
    };
    await test.writer.write([received, testSpan({ traceId: batch, startNanos: startNanos + 1, links: [link] })]);
    const found = async (query: string) => (await search(query)).traces.map(({ traceId }) => traceId).toSorted();
    expect(await found('ORD-77')).toEqual([order, batch]);
    expect(await found('order.id=ORD-77 service=gateway')).toEqual([order, batch]);
    expect(await found('order.id=~RD-77')).toEqual([order, batch]);
  });
});
