import type { SpanDetail } from '@/lib/api/contract';

/** 2026-11-03T12:00:00Z in Unix nanoseconds. */
export const SPAN_START = '1793707200000000000';
export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
export const SPAN_ID = '00f067aa0ba902b7';

/** A span with nothing on it but what a test cares about. */
export function spanOf(span: Partial<SpanDetail> = {}): SpanDetail {
  return {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: '',
    service: 'risk-manager',
    name: 'check_risk',
    kind: 'Server',
    startTimeUnixNano: SPAN_START,
    durationNanos: 4_891_234,
    endedBeforeStartNanos: 0,
    status: { code: 'Unset', message: '' },
    rejected: false,
    traceState: '',
    flags: 257,
    attributes: [],
    events: [],
    resource: { attributes: [], droppedAttributesCount: 0, schemaUrl: '' },
    scope: { name: 'exchange', version: '1.0.0', attributes: [], droppedAttributesCount: 0, schemaUrl: '' },
    causedBy: [],
    ledTo: [],
    ledToCount: 0,
    dropped: { attributes: 0, events: 0, links: 0 },
    alteredValuesCount: 0,
    ...span,
  };
}

/** A moment so many nanoseconds after {@link SPAN_START}. */
export function after(nanos: number): string {
  return String(BigInt(SPAN_START) + BigInt(nanos));
}
