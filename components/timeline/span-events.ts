import { spanIdToBigInt } from '@/lib/base/ids';
import type { UnixNanos } from '@/lib/base/units';
import { shownLaterBy } from './corrected-model';
import type { TimelineModel } from './timeline-model';

/** When the events of spans happened, as offsets from the trace's start, by span. */
export type SpanEvents = ReadonlyMap<number, readonly number[]>;

export const NO_SPAN_EVENTS: SpanEvents = new Map();

interface EventTime {
  readonly spanId: string;
  readonly timeUnixNano: string;
}

/** Events by the span that they are of; those of spans that the model does not have are passed over. They move with their spans. */
export function spanEvents(model: TimelineModel, events: readonly EventTime[]): SpanEvents {
  const bySpan = new Map<number, number[]>();
  const start: UnixNanos = model.trace.startUnixNano;
  for (const { spanId, timeUnixNano } of events) {
    const span = model.index.indexOf(spanIdToBigInt(spanId));
    if (span === -1) continue;
    const offset = Number(BigInt(timeUnixNano) - start) + shownLaterBy(model, span);
    const offsets = bySpan.get(span);
    if (offsets === undefined) bySpan.set(span, [offset]);
    else offsets.push(offset);
  }
  return bySpan;
}

/** How many events the spans have in all. */
export function eventCount({ trace }: TimelineModel): number {
  return trace.eventCounts.reduce((sum, count) => sum + count, 0);
}
