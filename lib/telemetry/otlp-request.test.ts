import { type Attributes, createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OtlpRequests } from './otlp-request';

const exporter = new InMemorySpanExporter();

function tracerOf(service: string) {
  const resource = resourceFromAttributes({ 'service.name': service, 'host.name': 'höst-1' });
  return new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer(
    service,
    '1.0.0',
  );
}

const [gateway, risk] = [tracerOf('client-gateway'), tracerOf('risk-manager')];
const remote = { traceId: 'ab'.repeat(16), spanId: '0F'.repeat(8), traceFlags: 1, isRemote: true };
const requests = new OtlpRequests();

function expectTheSdksBytes(): void {
  const spans = exporter.getFinishedSpans();
  expect(spans.length).toBeGreaterThan(0);
  expect(Buffer.from(requests.encode(spans)).toString('hex')).toBe(
    Buffer.from(ProtobufTraceSerializer.serializeRequest(spans) ?? []).toString('hex'),
  );
  exporter.reset();
}

describe('a request', () => {
  it('has the spans of several services with their parents, kinds, states and times', async () => {
    const context = trace.setSpanContext(ROOT_CONTEXT, { ...remote, traceState: createTraceState('vendor=x') });
    for (const [tracer, startTime] of [
      [gateway, [0, 0]],
      [risk, [1_763_664_000, 999_999_999]],
      [gateway, [18_446_744_070, 1]],
      [risk, [65_536, 65_536]],
    ] as const) {
      const span = tracer.startSpan('check_risk', { kind: SpanKind.CONSUMER, startTime: [...startTime] }, context);
      span.setStatus({ code: SpanStatusCode.ERROR, message: 'Zu groß für das Limit' });
      span.end([startTime[0] + 3, 5]);
    }
    gateway.startSpan('client_order_received', {}, ROOT_CONTEXT).end();
    await settled();
    expectTheSdksBytes();
  });

  it('has events and links with attributes of their own', async () => {
    const links = Array.from({ length: 100 }, (_, index) => ({
      context: { ...remote, isRemote: index % 2 === 0 },
      ...(index % 3 === 0 ? {} : { attributes: { 'order.id': `ORD-${index}`, 'allocation.quantity': index / 8 } }),
    }));
    const span = gateway.startSpan('fill_matching', { links, root: true }, ROOT_CONTEXT);
    span.addEvent('order_parsed', {}, [5, 6]).addEvent('risk_check_passed', { 'risk.limit': 1_000_000 }, [7, 8]);
    span.end();
    await settled();
    expectTheSdksBytes();
  });

  it('has every kind of attribute', async () => {
    const attributes: Attributes = {
      short: 'buy',
      long: 'x'.repeat(20_000),
      'just short': 'y'.repeat(64),
      'not ascii': 'Ærø 🙂 \ud800',
      empty: '',
      whole: 127,
      wide: 128,
      large: 2 ** 53,
      larger: 2 ** 63,
      negative: -1,
      smallest: -(2 ** 63),
      zero: -0,
      fraction: 0.1,
      infinite: Number.POSITIVE_INFINITY,
      nothing: Number.NaN,
      yes: true,
      list: Array.from({ length: 300 }, (_, index) => `ORD-${index}`),
      'with gaps': ['a', null, 'b', undefined],
      numbers: [1, -2, 2.5],
      none: [],
    };
    gateway.startSpan('order_batching', { attributes }, ROOT_CONTEXT).end();
    await settled();
    expectTheSdksBytes();
  });

  it('has whatever else may be written on a span', async () => {
    // Half of a surrogate pair, too. The library's own unit for that takes a second to prepare.
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    const scalar = fc.oneof(fc.string({ unit }), fc.double(), fc.integer(), fc.boolean());
    const attributes = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(scalar, fc.array(fc.string())), {
      maxKeys: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.string(), attributes), { minLength: 1, maxLength: 4 }), async (spans) => {
        for (const [name, each] of spans) gateway.startSpan(name, { attributes: each }, ROOT_CONTEXT).end();
        await settled();
        expectTheSdksBytes();
      }),
    );
  });
});

it('says nothing of no spans', () => {
  expect(requests.encode([])).toHaveLength(0);
});

it('keeps apart what it gave before', () => {
  gateway.startSpan('first', {}, ROOT_CONTEXT).end();
  const first = requests.encode(exporter.getFinishedSpans());
  const before = Buffer.from(first).toString('hex');
  gateway.startSpan('second, and longer', {}, ROOT_CONTEXT).end();
  requests.encode(exporter.getFinishedSpans());
  expect(Buffer.from(first).toString('hex')).toBe(before);
  exporter.reset();
});

/** The exporter has a span a turn after its end. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
