import type { SpanDetail } from '@/lib/api/contract';
import type { PeerSpan } from '@/lib/api/peers';
import type { Nanos } from '@/lib/base/units';

/** What is known of a span before its details have come: from the columns of its trace. */
export interface SpanSummary {
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly status: 'Unset' | 'Ok' | 'Error';
  readonly rejected: boolean;
  /** From the trace's start. */
  readonly startNanos: Nanos;
  readonly durationNanos: Nanos;
  readonly selfNanos: Nanos;
  /** How long the trace was waiting for this very span to work. */
  readonly criticalNanos: Nanos;
  /** How long the trace was waiting for it to begin, while nothing else of it ran. */
  readonly waitNanos: Nanos;
  readonly traceNanos: Nanos;
  /** Unix nanoseconds. */
  readonly traceStartUnixNano: bigint;
  /** What is odd about it, as sentences without a full stop. */
  readonly remarks: readonly string[];
}

/** When the span started, in Unix nanoseconds. */
export function startUnixNano({ traceStartUnixNano, startNanos }: SpanSummary): string {
  return String(traceStartUnixNano + BigInt(Math.round(startNanos)));
}

/** What decides which spans are its peers, and where it stands among them; null while nothing is known of it. */
export function peerSpan(summary: SpanSummary | null, span: SpanDetail | undefined): PeerSpan | null {
  if (summary !== null) return peerOf(summary, startUnixNano(summary));
  return span === undefined ? null : peerOf(span, span.startTimeUnixNano);
}

function peerOf(
  { service, name, durationNanos }: Pick<SpanSummary, 'service' | 'name' | 'durationNanos'>,
  start: string,
): PeerSpan {
  return { service, operation: name, startUnixNano: start, durationNanos };
}

/** The other end of a link. */
export type LinkTarget = { readonly traceId: string; readonly spanId: string };
