import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { exportRequest, newSpanId, newTraceId, post, type SpanSketch, store } from './support/otlp';

const PROTOBUF = { 'content-type': 'application/x-protobuf' };
const MEGABYTE = 1024 * 1024;

/** A span as the detail panel gets it. */
async function spanDetail(baseURL: string | undefined, traceId: string, spanId: string) {
  const answer = await fetch(`${baseURL}/api/traces/${traceId}/spans/${spanId}`);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Stores one span and gives its detail. */
async function storeAndRead(baseURL: string | undefined, sketch: SpanSketch) {
  const [traceId, spanId] = [newTraceId(), newSpanId()];
  await store(baseURL ?? '', traceId, [{ ...sketch, spanId }]);
  return spanDetail(baseURL, traceId, spanId);
}

test.describe('a request that cannot be read', () => {
  for (const [what, body, headers, status] of [
    ['protobuf that ends in the middle', Buffer.from([0x0a, 0xff, 0x7f, 0x01]), PROTOBUF, 400],
    ['protobuf with a length of 2^63', Buffer.from('0affffffffffffffffff01', 'hex'), PROTOBUF, 400],
    ['JSON that ends in the middle', '{"resourceSpans":[{', {}, 400],
    ['JSON that is no object', '[]', {}, 400],
    ['text that claims to be gzip', 'not gzip', { 'content-encoding': 'gzip' }, 400],
    ['an encoding that is not understood', '{}', { 'content-encoding': 'br' }, 415],
    ['plain text', 'hello', { 'content-type': 'text/plain' }, 415],
    ['a gzip bomb of 65 MiB', gzipSync(Buffer.alloc(65 * MEGABYTE)), { 'content-encoding': 'gzip' }, 413],
    ['a body of 65 MiB', Buffer.alloc(65 * MEGABYTE, ' '), {}, 413],
  ] as const) {
    test(`${what} is answered with ${status} and a reason`, async ({ baseURL }) => {
      const answer = await post(baseURL ?? '', body, headers);
      expect(answer.status).toBe(status);
      expect((await answer.text()).length).toBeGreaterThan(20);
    });
  }

  test('JSON errors come as google.rpc.Status in JSON', async ({ baseURL }) => {
    const answer = await post(baseURL ?? '', '{"resourceSpans":[{');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/\w+ \w+/) });
  });

  test('GET is not allowed', async ({ baseURL }) => {
    expect((await fetch(`${baseURL}/v1/traces`)).status).toBe(405);
  });

  test('deep nesting is refused, not followed', async ({ baseURL }) => {
    const depth = 100_000;
    const value = `${'{"arrayValue":{"values":['.repeat(depth)}{}${']}}'.repeat(depth)}`;
    const request = JSON.stringify(exportRequest(newTraceId(), [{ attributes: { deep: 'VALUE' } }]));
    const answer = await post(baseURL ?? '', request.replace('{"stringValue":"VALUE"}', value));
    expect(answer.status).toBe(400);
  });
});

test.describe('spans that make no sense', () => {
  for (const [what, change] of [
    ['a trace id that is too short', { traceId: 'abcdef' }],
    ['a trace id of zeros', { traceId: '0'.repeat(32) }],
    ['a span id that is too long', { spanId: 'a'.repeat(18) }],
    ['no span id', { spanId: '' }],
  ] as const) {
    test(`${what}: that span is refused and counted, its neighbour stored`, async ({ baseURL }) => {
      const traceId = newTraceId();
      const request = exportRequest(traceId, [{ name: 'good neighbour' }, { name: 'bad' }]);
      Object.assign(request.resourceSpans[0]?.scopeSpans[0]?.spans[1] ?? {}, change);
      const answer = await post(baseURL ?? '', request);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        partialSuccess: { rejectedSpans: '1', errorMessage: expect.stringMatching(/id/) },
      });
      const trace = await (await fetch(`${baseURL}/api/traces/${traceId}`)).text();
      expect(trace.match(/"spanId"/g)).toHaveLength(1);
      expect(trace).toContain('good neighbour');
    });
  }

  test('a span that ends before it starts keeps its start and says by how much', async ({ baseURL }) => {
    const detail = await storeAndRead(baseURL, { durationMs: -3 });
    expect(detail).toMatchObject({ durationNanos: 0, endedBeforeStartNanos: 3_000_000 });
  });

  test('10,000 attributes: 256 are kept and the rest counted', async ({ baseURL }) => {
    const attributes = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key.${index}`, 'v']));
    const detail = await storeAndRead(baseURL, { attributes });
    expect(detail.attributes).toHaveLength(256);
    expect(detail.dropped).toEqual({ attributes: 9_744, events: 0, links: 0 });
  });

  test('attributes named __proto__ and constructor are attributes like any other', async ({ baseURL }) => {
    const attributes = Object.fromEntries([
      ['__proto__', 'polluted'],
      ['constructor', 'built'],
    ]);
    const request = JSON.parse('{"__proto__":"polluted","constructor":"built"}');
    expect(Object.keys(request)).toEqual(['__proto__', 'constructor']);
    const detail = await storeAndRead(baseURL, { attributes: request });
    expect(detail.attributes).toEqual(
      expect.arrayContaining(Object.entries(attributes).map(([key, text]) => ({ key, text, type: '' }))),
    );
  });

  test('a name of 1 MB is cut to 1 KiB and the cut is counted', async ({ baseURL }) => {
    const detail = await storeAndRead(baseURL, { name: 'n'.repeat(MEGABYTE) });
    expect(detail.name).toBe('n'.repeat(1024));
    expect(detail.alteredValuesCount).toBe(1);
  });

  test('NULs, quotes and backslashes in values come back as they were sent', async ({ baseURL }) => {
    const text = `a\0b'c"d\\e\n{x:String} -- ; DROP TABLE otel_traces`;
    const detail = await storeAndRead(baseURL, { name: text, attributes: { text } });
    expect(detail.name).toBe(text);
    expect(detail.attributes).toContainEqual({ key: 'text', text, type: '' });
  });
});
