import { ServiceName } from '@/components/ui/ServiceName';
import type { TraceEventsResponse } from '@/lib/api/contract';
import { formatDuration, formatTimestampIso } from '@/lib/base/units';
import type { Trace } from '@/lib/trace/trace';

export type EventColumn = 'time' | 'event' | 'attributes' | 'service' | 'span';

interface EventCellProps {
  readonly event: TraceEventsResponse['events'][number];
  readonly trace: Trace;
  readonly column: EventColumn;
}

/** One column of one event. Attributes are on one line; the span's details have them whole. */
export function EventCell({ event, trace, column }: EventCellProps) {
  switch (column) {
    case 'time':
      return (
        <span title={formatTimestampIso(event.timeUnixNano)}>
          {offset(Number(BigInt(event.timeUnixNano) - trace.startUnixNano))}
        </span>
      );
    case 'event':
      return (
        <span title={event.name} dir="auto" className="font-medium">
          {event.name}
        </span>
      );
    case 'attributes': {
      const text = event.attributes.map((each) => `${each.key}=${each.text}`).join('  ');
      const dropped = event.droppedAttributesCount;
      return (
        <span title={text} dir="auto" className="text-text-muted">
          {text}
          {dropped > 0 && ` (${dropped} more ${dropped === 1 ? 'was' : 'were'} dropped by the sender)`}
        </span>
      );
    }
    case 'service':
      return <ServiceName name={event.service} />;
    case 'span':
      return (
        <span title={event.spanName} dir="auto">
          {event.spanName}
        </span>
      );
  }
}

/** Events may be before the trace's start, where clocks disagree. */
function offset(nanos: number): string {
  return nanos < 0 ? formatDuration(nanos) : `+${formatDuration(nanos)}`;
}
