import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type Span,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { otlpExporter } from '@/lib/telemetry/otlp-exporter';
import { ExportFaults } from './export-faults';

/** Where finished spans go, by way of what is planted there. Each service's provider has a processor; `close` comes after them. */
export interface SpanSink {
  readonly faults: ExportFaults;
  processor(): SpanProcessor;
  close(): Promise<void>;
  counts(): SpanCounts;
}

/** Every span that ended is in one of the others, or waits to be sent. */
export interface SpanCounts {
  readonly ended: number;
  /** Acknowledged by the receiver. */
  readonly exported: number;
  /** Refused by the receiver, or it could not be reached. */
  readonly failed: number;
  /** Kept back by a planted fault. */
  readonly withheld: number;
  /** Never sent: too many were waiting, or the exchange had stopped. */
  readonly dropped: number;
}

/** Spans that wait to be sent. */
export function waitingOf({ ended, exported, failed, withheld, dropped }: SpanCounts): number {
  return ended - exported - failed - withheld - dropped;
}

/** So many finished spans may wait, of all services: five seconds of the heaviest load. More are dropped. */
const MAX_QUEUE = 131_072;
const MAX_BATCH = 8_192;
/** Short, so that a trace is complete within a second of its last span. */
const DELAY_MS = 200;
const EXPORT_TIMEOUT_MS = 10_000;

/**
 * OTLP over HTTP, the spans of all services together, as a Collector on their host would send them: five requests a second
 * instead of eighty.
 */
export function otlpSink(url: string): SpanSink {
  return batchingSink(otlpExporter(url, EXPORT_TIMEOUT_MS), url);
}

/** Exports that fail, and spans beyond the `maxQueue` that may wait, are counted and said once per outage. `to` is for the log. */
export function batchingSink(exporter: SpanExporter, to: string, maxQueue = MAX_QUEUE): SpanSink {
  let ended = 0;
  let exported = 0;
  let failed = 0;
  let withheld = 0;
  let dropped = 0;
  /** Those that the processor has and did not give to the exporter yet. */
  let queued = 0;
  let closed = false;
  let dropping = false;
  let failing = false;
  const faults = new ExportFaults();

  const counting: SpanExporter = {
    export(batch, done) {
      queued -= batch.length;
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
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
  const batch = new BatchSpanProcessor(counting, {
    maxQueueSize: maxQueue,
    maxExportBatchSize: Math.min(MAX_BATCH, maxQueue),
    scheduledDelayMillis: DELAY_MS,
    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
  });

  function say({ code, error }: ExportResult, spans: number): void {
    const ok = code === ExportResultCode.SUCCESS;
    if (!ok && !failing) {
      console.warn(`The exchange could not send ${spans} spans to ${to}: ${error?.message ?? 'no reason given'}`);
    } else if (ok && failing) console.warn(`The exchange can send spans again; ${failed} were lost so far.`);
    failing = !ok;
  }

  /** What the processor would drop is dropped here, as it does not say how many that are. */
  function mayQueue(): boolean {
    const mayNot = closed || queued >= maxQueue;
    if (mayNot) dropped++;
    if (mayNot && !dropping) {
      console.warn(
        `The exchange drops spans: ${closed ? 'it has stopped' : `${queued} wait to be sent to ${to} already`}.`,
      );
    } else if (!mayNot && dropping) console.warn(`The exchange keeps spans again; ${dropped} were dropped so far.`);
    dropping = mayNot;
    return !mayNot;
  }

  return {
    faults,
    processor() {
      return {
        onStart: (span: Span, parent) => batch.onStart(span, parent),
        onEnd(span: ReadableSpan) {
          ended++;
          if (!mayQueue()) return;
          queued++;
          batch.onEnd(span);
        },
        forceFlush: () => batch.forceFlush(),
        // Shared by all services: closed by close(), not by the first of them.
        shutdown: () => batch.forceFlush(),
      };
    },
    close() {
      closed = true;
      return batch.shutdown();
    },
    counts: () => ({ ended, exported, failed, withheld, dropped }),
  };
}
