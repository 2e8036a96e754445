import type { UnixNanos } from '@/lib/base/units';
import { type DictionaryColumn, SpanKind, StatusCode, type Trace } from './trace';

/** One span as an object, for small traces that are written by hand. What is left out is the ordinary case. */
export interface SpanInput {
  readonly spanId: bigint;
  /** 0n or left out: none. */
  readonly parentId?: bigint;
  readonly service: string;
  readonly name: string;
  /** Nanoseconds from any common origin. */
  readonly start: number;
  /** An end before the start gives a duration of 0 and `endedBeforeStart`. */
  readonly end: number;
  readonly kind?: number;
  readonly status?: number;
  readonly rejected?: boolean;
  readonly eventCount?: number;
  readonly linkCount?: number;
  readonly ledToCount?: number;
  readonly losses?: number;
}

/**
 * A trace from span objects in any order: sorted as {@link Trace} promises, offsets counted from the earliest start,
 * which is `origin` plus that span's `start`. Meant for tests and small inputs; large traces come columnar.
 */
export function traceFromSpans(traceId: string, inputs: readonly SpanInput[], origin: UnixNanos = 0n): Trace {
  const spans = [...inputs].sort(
    (a, b) =>
      a.start - b.start || durationOf(b) - durationOf(a) || (a.spanId < b.spanId ? -1 : Number(a.spanId > b.spanId)),
  );
  const first = spans[0]?.start ?? 0;
  return {
    traceId,
    startUnixNano: origin + BigInt(first),
    spanCount: spans.length,
    spanIds: BigUint64Array.from(spans, (span) => span.spanId),
    parentIds: BigUint64Array.from(spans, (span) => span.parentId ?? 0n),
    starts: Float64Array.from(spans, (span) => span.start - first),
    durations: Float64Array.from(spans, durationOf),
    services: dictionary(spans.map((span) => span.service)),
    names: dictionary(spans.map((span) => span.name)),
    kinds: Uint8Array.from(spans, (span) => span.kind ?? SpanKind.Internal),
    statuses: Uint8Array.from(spans, (span) => span.status ?? StatusCode.Unset),
    rejected: Uint8Array.from(spans, (span) => (span.rejected === true ? 1 : 0)),
    eventCounts: Uint32Array.from(spans, (span) => span.eventCount ?? 0),
    linkCounts: Uint32Array.from(spans, (span) => span.linkCount ?? 0),
    ledToCounts: Uint32Array.from(spans, (span) => span.ledToCount ?? 0),
    losses: Uint32Array.from(spans, (span) => span.losses ?? 0),
    endedBeforeStart: Float64Array.from(spans, (span) => Math.max(0, span.start - span.end)),
  };
}

function durationOf(span: SpanInput): number {
  return Math.max(0, span.end - span.start);
}

function dictionary(texts: readonly string[]): DictionaryColumn {
  const codes = new Map<string, number>();
  const column = new Uint32Array(texts.length);
  texts.forEach((text, i) => {
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    column[i] = code;
  });
  return { codes: column, values: [...codes.keys()] };
}
