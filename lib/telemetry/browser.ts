import {
  type Attributes,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  type SpanProcessor,
  StackContextManager,
  WebTracerProvider,
} from '@opentelemetry/sdk-trace-web';
import type { BrowserTelemetry } from './browser-telemetry';

export const BROWSER_SERVICE = 'fillpath-browser';

/** A click makes one span, and one waits to see it: so not the 5 s that the SDK gathers spans for. */
const EXPORT_DELAY_MS = 200;

/**
 * The browser's own tracing. Contexts are passed by hand: the stack context manager loses them at the first `await`, and
 * the one that does not replaces every promise of the page. `fetch` stays as it is, so the export is never traced.
 */
export function makeBrowserTelemetry(spanProcessor: SpanProcessor): BrowserTelemetry {
  const provider = new WebTracerProvider({
    resource: resourceFromAttributes({ 'service.name': BROWSER_SERVICE }),
    spanProcessors: [spanProcessor],
  });
  const propagator = new W3CTraceContextPropagator();
  provider.register({ contextManager: new StackContextManager(), propagator });
  const tracer = provider.getTracer(BROWSER_SERVICE);

  return {
    async inRootSpan(name, attributes, work) {
      const span = tracer.startSpan(name, { root: true, kind: SpanKind.CLIENT, attributes });
      const headers: Record<string, string> = {};
      propagator.inject(trace.setSpan(ROOT_CONTEXT, span), headers, defaultTextMapSetter);
      try {
        return await work({
          traceId: span.spanContext().traceId,
          headers,
          setAttributes: (more: Attributes) => void span.setAttributes(more),
        });
      } catch (error) {
        const cause = error instanceof Error ? error : new Error(String(error));
        span.recordException(cause);
        span.setStatus({ code: SpanStatusCode.ERROR, message: cause.message });
        throw error;
      } finally {
        span.end();
      }
    },
  };
}

/**
 * Tracing that exports to the server that the page came from. The batch processor sends what it holds when the page is
 * hidden or left, by a request that outlives the page.
 */
export function startBrowserTelemetry(origin: string): BrowserTelemetry {
  const exporter = new OTLPTraceExporter({ url: new URL('/v1/traces', origin).href });
  return makeBrowserTelemetry(new BatchSpanProcessor(exporter, { scheduledDelayMillis: EXPORT_DELAY_MS }));
}
