import { isSpanId, isTraceId } from '@/lib/base/ids';
import { addToCount } from '@/lib/otlp/counts';
import type { Span, SpanLink } from '@/lib/otlp/model';

/** 2262-04-11T23:47:16.854775807Z, the last instant that DateTime64(9) holds. */
const LAST_INSTANT = 2n ** 63n - 1n;
/** 2106-02-07T00:00:00Z. The minutes that spans are counted by are seconds in 32 bits: later ones would be counted in 1970. */
const LAST_START = 49_710n * 86_400n * 1_000_000_000n;
const LAST_SPAN_KIND = 5;
const LAST_STATUS_CODE = 2;

export interface CheckedSpans {
  readonly accepted: Span[];
  readonly rejectedCount: number;
  /** Why spans were rejected, with the number and the first example of each fault; '' when none was. */
  readonly reason: string;
}

/**
 * Rejects the spans that cannot be stored or found again: ids of the wrong length or all zeros, times that are too late.
 * A span that ends before it starts is accepted: the store keeps the difference.
 *
 * What remains is put right in place, and counted: a kind or status code that OTLP does not know becomes unspecified or
 * unset (an altered value); a link to nothing and an event at an impossible time are dropped. A link without ids stays when
 * it has attributes or a trace state, as OpenTelemetry's API allows.
 */
export function checkSpans(spans: readonly Span[]): CheckedSpans {
  const accepted: Span[] = [];
  const faults = new Map<string, { count: number; example: string }>();
  for (const [index, span] of spans.entries()) {
    const fault = faultOf(span);
    if (fault === null) {
      correct(span);
      accepted.push(span);
      continue;
    }
    const known = faults.get(fault.what);
    if (known) known.count++;
    else faults.set(fault.what, { count: 1, example: `span ${index + 1}, ${quote(span.name)}: ${quote(fault.value)}` });
  }
  const rejectedCount = spans.length - accepted.length;
  if (rejectedCount === 0) return { accepted, rejectedCount, reason: '' };
  const list = [...faults].map(([what, { count, example }]) => `${count} with ${what} (first: ${example})`).join('; ');
  const reason = `${rejectedCount} of ${spans.length} spans were rejected: ${list}. Sending them again will not help.`;
  return { accepted, rejectedCount, reason };
}

function faultOf(span: Span): { what: string; value: string } | null {
  if (!isTraceId(span.traceId)) return { what: 'a trace id that is not 16 bytes or is all zeros', value: span.traceId };
  if (!isSpanId(span.spanId)) return { what: 'a span id that is not 8 bytes or is all zeros', value: span.spanId };
  if (span.parentSpanId !== '' && !isSpanId(span.parentSpanId)) {
    return { what: 'a parent span id that is not 8 bytes', value: span.parentSpanId };
  }
  if (span.startTimeUnixNano > LAST_START) {
    return {
      what: 'a start time after 2106-02-07T00:00:00Z, the last that can be counted',
      value: String(span.startTimeUnixNano),
    };
  }
  if (span.endTimeUnixNano > LAST_INSTANT) {
    const what = 'an end time after 2262-04-11T23:47:16.854775807Z, the last instant that can be stored';
    return { what, value: String(span.endTimeUnixNano) };
  }
  return null;
}

function correct(span: Span): void {
  if (span.kind < 0 || span.kind > LAST_SPAN_KIND) {
    span.kind = 0;
    span.alteredValuesCount = addToCount(span.alteredValuesCount, 1);
  }
  if (span.statusCode < 0 || span.statusCode > LAST_STATUS_CODE) {
    span.statusCode = 0;
    span.alteredValuesCount = addToCount(span.alteredValuesCount, 1);
  }
  if (!span.links.every(isUsefulLink)) {
    const links = span.links.filter(isUsefulLink);
    span.droppedLinksCount = addToCount(span.droppedLinksCount, span.links.length - links.length);
    span.links = links;
  }
  if (!span.events.every((event) => event.timeUnixNano <= LAST_INSTANT)) {
    const events = span.events.filter((event) => event.timeUnixNano <= LAST_INSTANT);
    span.droppedEventsCount = addToCount(span.droppedEventsCount, span.events.length - events.length);
    span.events = events;
  }
}

function isUsefulLink(link: SpanLink): boolean {
  if (isTraceId(link.traceId) && isSpanId(link.spanId)) return true;
  const pointsNowhere = isZeroId(link.traceId, 32) || isZeroId(link.spanId, 16);
  const isWellFormed = isIdOrZero(link.traceId, 32) && isIdOrZero(link.spanId, 16);
  return pointsNowhere && isWellFormed && (link.attributes.length > 0 || link.traceState !== '');
}

/** Sent as zeros or not at all. */
function isZeroId(id: string, digits: number): boolean {
  return id === '' || id === '0'.repeat(digits);
}

function isIdOrZero(id: string, digits: number): boolean {
  return isZeroId(id, digits) || (digits === 32 ? isTraceId(id) : isSpanId(id));
}

/** A value from outside in a message: its first characters, with what does not print escaped. */
function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
