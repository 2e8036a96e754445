import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spanDetail as spanDetailSchema } from '@/lib/api/contract';
import type { Attribute, SpanLink } from '@/lib/otlp/model';
import { spanDetail } from './span-detail';
import { allSpans, openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const ORDER_TRACE = 'a'.repeat(32);
const BATCH_TRACE = 'b'.repeat(32);
const linkTo = (traceId: string, spanId: string, attributes: Attribute[] = []): SpanLink => ({
  traceId,
  spanId,
  traceState: '',
  flags: 0,
  attributes,
  droppedAttributesCount: 0,
});

const order = testSpan({ traceId: ORDER_TRACE, name: 'client_order_received', startNanos: 0, durationNanos: 5_000 });
const batch = testSpan({
  traceId: BATCH_TRACE,
  service: 'batching-service',
  name: 'order_batching',
  startNanos: 60_000_000,
  links: [
    linkTo(ORDER_TRACE, order.spanId, [{ key: 'allocation.quantity', text: '5', type: 'int' }]),
    linkTo('c'.repeat(32), 'd'.repeat(16)),
  ],
});

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.writer.write([order, batch]);
});
afterAll(() => test.dispose());

describe('one span whole', () => {
  it('names what its links point to, and says null for what is not stored', async () => {
    const detail = spanDetailSchema.parse(await spanDetail(test.store, BATCH_TRACE, batch.spanId));
    expect(detail.causedBy).toEqual([
      {
        traceId: ORDER_TRACE,
        spanId: order.spanId,
        attributes: [{ key: 'allocation.quantity', text: '5', type: 'int' }],
        target: {
          service: 'gateway',
          name: 'client_order_received',
          startTimeUnixNano: String(TEST_START),
          durationNanos: 5_000,
        },
      },
      { traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), attributes: [], target: null },
    ]);
    expect(detail.ledTo).toEqual([]);
  });

  it('knows who links to it, though nothing in it says so', async () => {
    const detail = await spanDetail(test.store, ORDER_TRACE, order.spanId);
    expect(detail.ledToCount).toBe(1);
    expect(detail.ledTo).toMatchObject([
      {
        spanId: batch.spanId,
        attributes: [{ key: 'allocation.quantity', text: '5', type: 'int' }],
        target: { service: 'batching-service', name: 'order_batching' },
      },
    ]);
  });

  it('tells of a hub how many links there are when it lists the first 500', async () => {
    const hub = testSpan({ traceId: 'e'.repeat(32) });
    const sources = Array.from({ length: 501 }, () =>
      testSpan({ traceId: 'f'.repeat(32), links: [linkTo(hub.traceId, hub.spanId)] }),
    );
    await test.writer.write([hub, ...sources]);
    const detail = await spanDetail(test.store, hub.traceId, hub.spanId);
    expect(detail.ledTo).toHaveLength(500);
    expect(detail.ledToCount).toBe(501);
  });

  it('is not found by a wrong span id', async () => {
    await expect(spanDetail(test.store, ORDER_TRACE, '9'.repeat(16))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a span that ended before it started', () => {
  it('keeps both times, is drawn with no length, and says by how much', async () => {
    const span = testSpan({ traceId: '7'.repeat(32), startNanos: 1_000, durationNanos: -400 });
    await test.writer.write([span]);
    expect(await allSpans(test.store, span.traceId)).toEqual([span]);
    expect(await spanDetail(test.store, span.traceId, span.spanId)).toMatchObject({
      startTimeUnixNano: String(TEST_START + 1_000n),
      durationNanos: 0,
      endedBeforeStartNanos: 400,
    });
  });
});

it('finds the trace of a row that a Collector wrote before Fillpath came', async () => {
  await test.store.command(
    `INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanName, SpanKind, ServiceName, Duration, StatusCode, SpanAttributes)
     VALUES ('2026-01-02 10:00:00', '${'8'.repeat(32)}', '${'1'.repeat(16)}', 'old', 'SPAN_KIND_SERVER', 'legacy', 5,
             'STATUS_CODE_ERROR', map('n', '5'))`,
  );
  await test.store.command(`TRUNCATE TABLE span_ids`);
  const [span] = await allSpans(test.store, '8'.repeat(32));
  expect(span).toMatchObject({ name: 'old', kind: 2, statusCode: 2, attributes: [{ key: 'n', text: '5', type: '' }] });
});
