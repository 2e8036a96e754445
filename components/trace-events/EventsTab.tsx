'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { type GridColumn, VirtualGrid } from '@/components/ui/VirtualGrid';
import type { TraceEventsResponse } from '@/lib/api/contract';
import { traceEventsQuery } from '@/lib/api/trace-tabs';
import { formatCount } from '@/lib/base/units';
import type { Trace } from '@/lib/trace/trace';
import { EventCell, type EventColumn } from './EventCell';

const COLUMNS: readonly GridColumn<EventColumn>[] = [
  { id: 'time', label: 'Time', title: "After the trace's start", width: '7rem', align: 'right' },
  { id: 'event', label: 'Event', width: 'minmax(9rem, 1fr)' },
  { id: 'attributes', label: 'Attributes', width: 'minmax(14rem, 3fr)' },
  { id: 'service', label: 'Service', width: 'minmax(8rem, 1fr)' },
  { id: 'span', label: 'Span', width: 'minmax(8rem, 1fr)' },
];

interface EventsTabProps {
  readonly trace: Trace;
  /** The id of the span whose details are open; null: none. */
  readonly selected: string | null;
  /** Opens the details of a span, by its id, with its events. */
  readonly onOpen: (spanId: string) => void;
  readonly onClose: () => void;
}

/** The events of all spans of a trace in the order of their times, loaded a page at a time. */
export function EventsTab({ trace, selected, onOpen, onClose }: EventsTabProps) {
  const query = useInfiniteQuery(traceEventsQuery(trace.traceId, trace.spanCount));
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError } = query;
  const events = useMemo<TraceEventsResponse['events']>(() => data?.pages.flatMap((page) => page.events) ?? [], [data]);
  const renderCell = useCallback(
    (row: number, column: EventColumn) => {
      const event = events[row];
      return event === undefined ? null : <EventCell event={event} trace={trace} column={column} />;
    },
    [events, trace],
  );
  if (data === undefined) {
    return error === null ? (
      <Loading label="Loading the events" />
    ) : (
      <ErrorState error={error} title="The events could not be loaded" retry={() => void query.refetch()} />
    );
  }
  const eventCount = data.pages.at(-1)?.eventCount ?? 0;
  if (eventCount === 0) {
    return <EmptyState title="No span of this trace has events">Events are what a span recorded as it ran.</EmptyState>;
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 flex-wrap items-center gap-3 border-b border-border px-4 py-1.5">
        <p role="status" className="text-sm text-text-muted">
          {events.length === eventCount
            ? `${formatCount(eventCount)} ${eventCount === 1 ? 'event' : 'events'}`
            : `The first ${formatCount(events.length)} of ${formatCount(eventCount)} events`}
        </p>
        {hasNextPage && (
          <Button size="sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? 'Loading' : 'Load more'}
          </Button>
        )}
        {isFetchNextPageError && <p className="text-sm text-error">{error?.message}</p>}
      </div>
      <VirtualGrid
        label="Events"
        columns={COLUMNS}
        minWidth="56rem"
        rowCount={events.length}
        renderCell={renderCell}
        onOpen={(row) => {
          const event = events[row];
          if (event !== undefined) onOpen(event.spanId);
        }}
        onClose={onClose}
        isOpen={(row) => selected !== null && events[row]?.spanId === selected}
      />
    </div>
  );
}
