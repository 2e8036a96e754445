import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-web';
import { afterEach, describe, expect, it } from 'vitest';
import { makeBrowserTelemetry } from './browser';

function recording() {
  const exporter = new InMemorySpanExporter();
  return { exporter, telemetry: makeBrowserTelemetry(new SimpleSpanProcessor(exporter)) };
}

afterEach(() => {
  trace.disable();
  context.disable();
  propagation.disable();
});

describe('the browser’s tracing', () => {
  it('makes a root span of kind CLIENT whose context is in the headers', async () => {
    const { exporter, telemetry } = recording();
    const headers = await telemetry.inRootSpan('place_order', { 'client.order_id': 'WEB-1' }, async (span) => {
      await Promise.resolve();
      span.setAttributes({ 'order.id': 'ORD-1' });
      return span.headers;
    });
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe('place_order');
    expect(span?.kind).toBe(SpanKind.CLIENT);
    expect(span?.parentSpanContext).toBeUndefined();
    expect(span?.attributes).toEqual({ 'client.order_id': 'WEB-1', 'order.id': 'ORD-1' });
    expect(span?.resource.attributes['service.name']).toBe('fillpath-browser');
    expect(headers).toEqual({ traceparent: `00-${span?.spanContext().traceId}-${span?.spanContext().spanId}-01` });
  });

  it('keeps spans apart that run at the same time', async () => {
    const { exporter, telemetry } = recording();
    const traceIds = await Promise.all(
      ['a', 'b'].map((name) => telemetry.inRootSpan(name, {}, async ({ traceId }) => traceId)),
    );
    expect(new Set(traceIds).size).toBe(2);
    expect(exporter.getFinishedSpans().map((span) => span.spanContext().traceId)).toEqual(traceIds);
  });

  it('marks the span as an error when the work fails, and fails with it', async () => {
    const { exporter, telemetry } = recording();
    const failing = telemetry.inRootSpan('place_order', {}, async () => {
      throw new Error('no answer');
    });
    await expect(failing).rejects.toThrow('no answer');
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no answer' });
    expect(span?.events.map(({ name }) => name)).toEqual(['exception']);
  });
});
