import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { decodeJson } from './decode-json';
import { decodeProtobuf } from './decode-protobuf';
import type { Span } from './model';

const LINKED = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};

/** What the SDK's two exporters send for one span. */
function exported(): { protobuf: Uint8Array; json: Uint8Array } {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'risk-manager' }),
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  });
  const span = provider.getTracer('exchange', '1.2.3').startSpan('check_risk', {
    kind: SpanKind.CONSUMER,
    startTime: [1_700_000_000, 1],
    attributes: {
      'order.id': 'ORD-1',
      quantity: 5,
      price: 1.5,
      wei: 1e20,
      live: true,
      venues: ['a', 'b'],
      levels: [1, 2.5],
    },
    links: [{ context: LINKED, attributes: { 'order.id': 'ORD-1' } }],
  });
  span.addEvent('limit', { left: -3 }, [1_700_000_000, 2]);
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'over the limit' });
  span.end([1_700_000_000, 999]);
  const spans = exporter.getFinishedSpans();
  return {
    protobuf: ProtobufTraceSerializer.serializeRequest(spans) as Uint8Array,
    json: JsonTraceSerializer.serializeRequest(spans) as Uint8Array,
  };
}

describe("what OpenTelemetry's JavaScript SDK exports", () => {
  it('decodes from protobuf', () => {
    const [span] = decodeProtobuf(exported().protobuf) as [Span];
    expect(span).toMatchObject({
      parentSpanId: '',
      name: 'check_risk',
      kind: 5,
      startTimeUnixNano: 1_700_000_000_000_000_001n,
      endTimeUnixNano: 1_700_000_000_000_000_999n,
      statusCode: 2,
      statusMessage: 'over the limit',
      flags: 0x101,
      scope: { name: 'exchange', version: '1.2.3' },
      alteredValuesCount: 0,
    });
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.resource.attributes).toContainEqual({ key: 'service.name', text: 'risk-manager', type: '' });
    expect(span.attributes.map(({ key, text, type }) => [key, text, type.slice(0, 6)])).toEqual([
      ['order.id', 'ORD-1', ''],
      ['quantity', '5', 'int'],
      ['price', '1.5', 'double'],
      ['wei', '100000000000000000000', 'double'],
      ['live', 'true', 'bool'],
      ['venues', '["a","b"]', '{"arra'],
      ['levels', '[1,2.5]', '{"arra'],
    ]);
    expect(span.events).toMatchObject([{ name: 'limit', timeUnixNano: 1_700_000_000_000_000_002n }]);
    expect(span.links).toMatchObject([{ traceId: LINKED.traceId, spanId: LINKED.spanId, flags: 0x101 }]);
  });

  it('decodes from JSON to the same spans', () => {
    const { protobuf, json } = exported();
    expect(decodeJson(json)).toEqual(decodeProtobuf(protobuf));
  });
});
