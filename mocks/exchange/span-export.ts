import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type Span,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { ExportFaults } from './export-faults';

/** Where finished spans go, by way of what is planted there. Each service's provider has a processor; `close` comes after them. */
export interface SpanSink {
  readonly faults: ExportFaults;
  processor(): SpanProcessor;
  close(): Promise<void>;
  /** Spans that ended, that the receiver acknowledged, and that it refused or could not be reached for. */
  counts(): SpanCounts;
}

export interface SpanCounts {
  readonly ended: number;
  readonly exported: number;
  readonly failed: number;
  /** Kept back by a planted fault. */
  readonly withheld: number;
}

/** So many finished spans may wait, of all services: five seconds of the heaviest load. More are dropped. */
const MAX_QUEUE = 131_072;
const MAX_BATCH = 8_192;
/** Short, so that a trace is complete within a second of its last span. */
const DELAY_MS = 200;
const EXPORT_TIMEOUT_MS = 10_000;

/**
 * OTLP over HTTP, the spans of all services together, as a Collector on their host would send them: five requests a second
 * instead of eighty. Exports that fail are counted and said once per outage; what ended
 * and was neither exported nor failed nor withheld is waiting, or was dropped because the queue was full.
 */
export function otlpSink(url: string): SpanSink {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  let ended = 0;
  let exported = 0;
  let failed = 0;
  let withheld = 0;
  let failing = false;
  const faults = new ExportFaults();

  const counting: SpanExporter = {
    export(batch, done) {
      const spans = faults.apply(batch);
      withheld += batch.length - spans.length;
      // A copy is as good as the first: only one of them counts.
      for (let copy = 1; copy < faults.copies; copy++) exporter.export(spans, () => {});
      exporter.export(spans, (result) => {
        if (result.code === ExportResultCode.SUCCESS) exported += spans.length;
        else failed += spans.length;
        say(result, spans.length);
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
  const batch = new BatchSpanProcessor(counting, {
    maxQueueSize: MAX_QUEUE,
    maxExportBatchSize: MAX_BATCH,
    scheduledDelayMillis: DELAY_MS,
    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
  });

  function say({ code, error }: ExportResult, spans: number): void {
    const ok = code === ExportResultCode.SUCCESS;
    if (!ok && !failing) {
      console.warn(`The exchange could not send ${spans} spans to ${url}: ${error?.message ?? 'no reason given'}`);
    } else if (ok && failing) console.warn(`The exchange can send spans again; ${failed} were lost so far.`);
    failing = !ok;
  }

  return {
    faults,
    processor() {
      return {
        onStart: (span: Span, parent) => batch.onStart(span, parent),
        onEnd(span: ReadableSpan) {
          ended++;
          batch.onEnd(span);
        },
        forceFlush: () => batch.forceFlush(),
        // Shared by all services: closed by close(), not by the first of them.
        shutdown: () => batch.forceFlush(),
      };
    },
    close: () => batch.shutdown(),
    counts: () => ({ ended, exported, failed, withheld }),
  };
}
