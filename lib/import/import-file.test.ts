import { describe, expect, it } from 'vitest';
import { jaegerResponse } from '@/lib/jaeger/test-support';
import { decodeJson } from '@/lib/otlp/decode-json';
import { exportRequest } from './export-request';
import { type ImportServer, importFile } from './import-file';

const trace = (digit: string) => digit.repeat(32);
const span = (traceId: string, id: number) => ({
  traceId,
  spanId: id.toString(16).padStart(16, '0'),
  name: `span ${id}`,
  startTimeUnixNano: '1000',
  endTimeUnixNano: '2000',
});
const otlp = (...spans: object[]) =>
  JSON.stringify({ resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name: 's' }, spans }] }] });

/** Stores as Fillpath does: each id once, names that say "bad" refused. */
class FakeServer implements ImportServer {
  readonly ids = new Set<string>();
  readonly sizes: number[] = [];
  busy = 0;

  post = (body: string) => {
    if (this.busy-- > 0) return Promise.resolve({ status: 429, body: '{"message":"later"}' });
    const spans = decodeJson(body);
    this.sizes.push(spans.length);
    if (spans.some(({ name }) => name === 'broken')) {
      return Promise.resolve({ status: 400, body: '{"message":"broken span"}' });
    }
    const good = spans.filter(({ name }) => name !== 'bad');
    for (const { traceId, spanId } of good) this.ids.add(traceId + spanId);
    const rejected = spans.length - good.length;
    const answer =
      rejected === 0 ? {} : { partialSuccess: { rejectedSpans: String(rejected), errorMessage: 'a bad id' } };
    return Promise.resolve({ status: 200, body: JSON.stringify(answer) });
  };
  pause = () => Promise.resolve();
  stored = (traceId: string) => {
    const spanCount = [...this.ids].filter((id) => id.startsWith(traceId)).length;
    return Promise.resolve(spanCount === 0 ? null : { spanCount, service: 'x', name: 'y' });
  };
}

async function run(text: string, server = new FakeServer()) {
  const bytes = new TextEncoder().encode(text);
  const report = await importFile(
    {
      bytes: (async function* () {
        yield bytes;
      })(),
      size: bytes.length,
    },
    server,
  );
  return { report, server };
}

describe('importFile', () => {
  it('stores the spans of a request in OTLP and names its traces', async () => {
    const { report } = await run(otlp(span(trace('a'), 1), span(trace('b'), 2), span(trace('a'), 3)));
    expect(report).toMatchObject({ spanCount: 3, acceptedCount: 3, newCount: 3, notTaken: [] });
    expect(report.traces.map(({ traceId, spanCount }) => [traceId, spanCount])).toEqual([
      [trace('a'), 2],
      [trace('b'), 1],
    ]);
  });

  it('says how many were stored before', async () => {
    const { server } = await run(otlp(span(trace('a'), 1)));
    const { report } = await run(otlp(span(trace('a'), 1), span(trace('a'), 2)), server);
    expect(report).toMatchObject({ acceptedCount: 2, newCount: 1 });
  });

  it('does not guess how many were stored before when the server does not say', async () => {
    const server = new FakeServer();
    server.stored = () => Promise.reject(new Error('The server answered 503.'));
    const { report } = await run(otlp(span(trace('a'), 1)), server);
    expect(report).toMatchObject({ acceptedCount: 1, newCount: null });
  });

  it('reads the lines of the file exporter, and counts what is no trace', async () => {
    const { report } = await run(
      `${otlp(span(trace('a'), 1))}\n{"resourceLogs":[]}\n{"resourceSp\n${otlp(span(trace('a'), 2))}\n`,
    );
    expect(report).toMatchObject({ spanCount: 2, newCount: 2 });
    expect(report.notTaken).toEqual([
      { count: 1, what: 'document with logs' },
      { count: 1, what: expect.stringContaining('line that is not JSON (first: line 3') as string },
    ]);
  });

  it('reads the Jaeger JSON of our own download to the same spans', async () => {
    const spans = decodeJson(otlp(span(trace('a'), 1), span(trace('a'), 2)));
    const { report, server } = await run(JSON.stringify(jaegerResponse(trace('a'), spans)));
    expect(report).toMatchObject({ spanCount: 2, newCount: 2 });
    expect(server.ids).toEqual(new Set(spans.map(({ traceId, spanId }) => traceId + spanId)));
  });

  it('takes the good spans beside one that the server finds wrong, and says why', async () => {
    const { report } = await run(
      otlp(...[1, 2, 3, 4, 5].map((id) => ({ ...span(trace('a'), id), name: id === 3 ? 'broken' : 'ok' }))),
    );
    expect(report).toMatchObject({ spanCount: 5, acceptedCount: 4, newCount: 4 });
    expect(report.notTaken).toEqual([{ count: 1, what: 'span refused: broken span' }]);
  });

  it('counts what the server refuses of a request', async () => {
    const { report } = await run(otlp({ ...span(trace('a'), 1), name: 'bad' }, span(trace('a'), 2)));
    expect(report).toMatchObject({
      acceptedCount: 1,
      newCount: 1,
      notTaken: [{ count: 1, what: 'span refused: a bad id' }],
    });
  });

  it('waits for a server that is busy, and gives up on one that stays so', async () => {
    const server = new FakeServer();
    server.busy = 3;
    await expect(run(otlp(span(trace('a'), 1)), server)).resolves.toMatchObject({ report: { newCount: 1 } });
    server.busy = Number.POSITIVE_INFINITY;
    await expect(run(otlp(span(trace('a'), 1)), server)).rejects.toThrow('later');
  });

  it('sends many spans in requests of at most 2,000', async () => {
    const { report, server } = await run(otlp(...Array.from({ length: 4_500 }, (_, i) => span(trace('a'), i + 1))));
    expect(server.sizes).toEqual([2000, 2000, 500]);
    expect(report.newCount).toBe(4_500);
  });

  it.each([
    ['{"hello":1}', 'neither OTLP'],
    ['[]', 'neither OTLP'],
    ['{"resourceSpans":[]}', 'no spans'],
    ['{"resourceMetrics":[]}', 'no spans, but 1 × document with metrics'],
  ])('refuses %s', async (text, sentence) => {
    await expect(run(text)).rejects.toThrow(sentence);
  });
});

it('exportRequest keeps groups apart and joins what follows in one', () => {
  const text = (resource: string, scope: string, name: string) => ({
    traceId: '',
    resource: `"resource":{"n":"${resource}"},`,
    scope: `"scope":{"name":"${scope}"},`,
    text: `{"name":"${name}"}`,
  });
  const request = exportRequest([text('r', 's', '1'), text('r', 's', '2'), text('r', 't', '3'), text('q', 't', '4')]);
  expect(JSON.parse(request)).toEqual({
    resourceSpans: [
      {
        resource: { n: 'r' },
        scopeSpans: [
          { scope: { name: 's' }, spans: [{ name: '1' }, { name: '2' }] },
          { scope: { name: 't' }, spans: [{ name: '3' }] },
        ],
      },
      { resource: { n: 'q' }, scopeSpans: [{ scope: { name: 't' }, spans: [{ name: '4' }] }] },
    ],
  });
  expect(JSON.parse(exportRequest([]))).toEqual({ resourceSpans: [] });
});
