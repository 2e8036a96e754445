import { describe, expect, it } from 'vitest';
import { decodeProtobuf } from '@/lib/otlp/decode-protobuf';
import { BatchMaker, SPANS_A_TRACE, SPANS_OF_LARGE_TRACE, traceIds } from './batch';

const spans = decodeProtobuf(new BatchMaker(250).make(7, 1_767_348_000_000));
const traces = Map.groupBy(spans, (span) => span.traceId);

describe('a batch of the benchmark', () => {
  it('is OTLP with as many spans as asked for, all with ids of their own', () => {
    expect(spans).toHaveLength(250);
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(250);
  });

  it('has one large trace and small ones, under the ids that the reader computes', () => {
    expect([...traces.keys()].toSorted()).toEqual(
      Array.from({ length: traces.size }, (_, trace) => traceIds(7, trace).traceId).toSorted(),
    );
    expect(traces.get(traceIds(7, 0).traceId)).toHaveLength(SPANS_OF_LARGE_TRACE);
    expect(traces.get(traceIds(7, 1).traceId)).toHaveLength(SPANS_A_TRACE);
  });

  it('has one root a trace, and parents that are in it', () => {
    for (const trace of traces.values()) {
      expect(trace.filter(({ parentSpanId }) => parentSpanId === '')).toHaveLength(1);
      const ids = new Set(trace.map(({ spanId }) => spanId));
      for (const { parentSpanId } of trace) expect(parentSpanId === '' || ids.has(parentSpanId)).toBe(true);
    }
  });

  it('gives each span 8 attributes, its own order id among them, and a time after the one asked for', () => {
    for (const span of spans) {
      const trace = Array.from({ length: traces.size }, (_, index) => traceIds(7, index)).find(
        ({ traceId }) => traceId === span.traceId,
      );
      expect(span.attributes).toHaveLength(8);
      expect(span.attributes).toContainEqual({ key: 'order.id', text: trace?.orderId, type: '' });
      expect(span.startTimeUnixNano).toBeGreaterThanOrEqual(1_767_348_000_000_000_000n);
      expect(span.endTimeUnixNano).toBeGreaterThan(span.startTimeUnixNano);
    }
  });

  it('shares no id with the next batch', () => {
    const next = decodeProtobuf(new BatchMaker(250).make(8, 1_767_348_000_000));
    expect(next.some(({ traceId }) => traces.has(traceId))).toBe(false);
  });
});
