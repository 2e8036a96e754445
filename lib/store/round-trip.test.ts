import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeProtobuf } from '@/lib/otlp/decode-protobuf';
import { encodeTraceJson } from '@/lib/otlp/encode-json';
import { everyFieldRequest } from '@/lib/otlp/test-support/every-field';
import { encodeMessage, messageToJson } from '@/lib/otlp/test-support/request-codec';
import { decodeTrace } from '@/lib/trace/decode-arrow';
import { allSpans, openTestStore, TEST_START, type TestStore, testSpan } from './test-support';
import { traceColumns } from './traces';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.dispose());

it('gives back every field that OTLP has a name for', async () => {
  const request = everyFieldRequest();
  const spans = decodeProtobuf(encodeMessage('ExportTraceServiceRequest', request));
  await test.writer.write(spans);
  const [span] = spans;
  const stored = await allSpans(test.store, span?.traceId ?? '');
  expect(encodeTraceJson(stored)).toEqual(messageToJson('ExportTraceServiceRequest', request));
});

it('gives the columns that the trace page draws', async () => {
  const traceId = 'a'.repeat(32);
  const root = testSpan({
    traceId,
    name: 'place_order',
    kind: 3,
    startNanos: 1_000,
    durationNanos: 9_007_199_254_740_991,
  });
  const child = testSpan({
    traceId,
    service: 'risk',
    parentSpanId: root.spanId,
    kind: 2,
    startNanos: 1_001,
    durationNanos: -7,
    statusCode: 2,
    droppedEventsCount: 3,
    alteredValuesCount: 4,
    attributes: { 'order.status': 'Rejected' },
    events: [{ timeUnixNano: TEST_START, name: 'checked', attributes: [], droppedAttributesCount: 5 }],
    links: [
      { traceId, spanId: root.spanId, traceState: '', flags: 0, attributes: [], droppedAttributesCount: 6 },
      { traceId, spanId: root.spanId, traceState: '', flags: 0, attributes: [], droppedAttributesCount: 0 },
    ],
  });
  const later = testSpan({
    links: [child, root, root].map(({ spanId }) => ({
      traceId,
      spanId,
      traceState: '',
      flags: 0,
      attributes: [],
      droppedAttributesCount: 0,
    })),
  });
  await test.writer.write([child, root, later]);
  const trace = decodeTrace(traceId, await traceColumns(test.store, traceId));
  expect({ ...trace, services: trace.services.values, names: trace.names.values }).toMatchObject({
    spanCount: 2,
    startUnixNano: TEST_START + 1_000n,
    spanIds: BigUint64Array.of(BigInt(`0x${root.spanId}`), BigInt(`0x${child.spanId}`)),
    parentIds: BigUint64Array.of(0n, BigInt(`0x${root.spanId}`)),
    starts: Float64Array.of(0, 1),
    durations: Float64Array.of(9_007_199_254_740_991, 0),
    kinds: Uint8Array.of(3, 2),
    statuses: Uint8Array.of(0, 2),
    rejected: Uint8Array.of(0, 1),
    eventCounts: Uint32Array.of(0, 1),
    // Each span once, although the child and the later one link to the root twice.
    linkCounts: Uint32Array.of(0, 1),
    ledToCounts: Uint32Array.of(2, 1),
    losses: Uint32Array.of(0, 18),
    endedBeforeStart: Float64Array.of(0, 7),
  });
  const name = (index: number) => trace.names.values[trace.names.codes[index] ?? -1];
  const service = (index: number) => trace.services.values[trace.services.codes[index] ?? -1];
  expect([service(0), name(0), service(1), name(1)]).toEqual(['gateway', 'place_order', 'risk', 'operation']);
});

it('never calls a span complete that lost more than is counted', async () => {
  const traceId = 'b'.repeat(32);
  await test.writer.write([testSpan({ traceId, droppedAttributesCount: 0xffff_ffff, droppedEventsCount: 1 })]);
  expect([...decodeTrace(traceId, await traceColumns(test.store, traceId)).losses]).toEqual([0xffff_ffff]);
});
