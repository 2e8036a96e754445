import { Duration } from '@/components/ui/Duration';
import { Timestamp } from '@/components/ui/Timestamp';
import type { SpanDetail } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { AttributeList } from './AttributeList';

/** The events of a span in the order in which they were recorded. */
export function EventList({ span }: { readonly span: SpanDetail }) {
  const { events, dropped } = span;
  const spanStart = BigInt(span.startTimeUnixNano);
  return (
    <div className="flex flex-col gap-3">
      {events.length === 0 && dropped.events === 0 && (
        <p className="text-sm text-text-muted">This span recorded no events.</p>
      )}
      <ol className="flex flex-col gap-3">
        {events.map((event, index) => (
          // Two events may be the same in everything.
          <li key={`${index} ${event.name}`} className="rounded-md border border-border">
            <div className="flex flex-wrap items-baseline gap-x-3 border-b border-border bg-surface-sunken px-3 py-1.5">
              <h4 className="min-w-0 break-words text-sm font-medium">{event.name || 'without a name'}</h4>
              <span className="ml-auto text-xs text-text-muted">
                at <Duration nanos={Number(BigInt(event.timeUnixNano) - spanStart)} /> ·{' '}
                <Timestamp unixNano={event.timeUnixNano} precision="us" date={false} />
              </span>
            </div>
            <div className="px-3 py-1.5">
              <AttributeList
                attributes={event.attributes}
                of={`event ${event.name}`}
                droppedCount={event.droppedAttributesCount}
              />
            </div>
          </li>
        ))}
      </ol>
      {dropped.events > 0 && (
        <p className="text-sm text-warning">{formatCount(dropped.events)} further events were dropped.</p>
      )}
    </div>
  );
}
