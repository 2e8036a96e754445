import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatCount, formatDuration } from '@/lib/base/units';
import { SPAN_KIND_NAMES, StatusCode } from '@/lib/trace/trace';
import { nameOf, serviceOf, type TraceFacts } from '@/lib/trace/trace-facts';
import type { SpanSort } from '@/lib/url/trace-tabs';

interface SpanCellProps {
  readonly facts: TraceFacts;
  readonly span: number;
  readonly column: SpanSort;
}

/** One column of one span. Zeros of what is counted are left blank: the table is then quiet where nothing is. */
export function SpanCell({ facts: { trace, selfNanos }, span, column }: SpanCellProps) {
  switch (column) {
    case 'start':
      return `+${formatDuration(trace.starts[span] as number)}`;
    case 'service':
      return <ServiceName name={serviceOf(trace, span)} />;
    case 'name':
      return (
        <span title={nameOf(trace, span)} dir="auto">
          {nameOf(trace, span)}
        </span>
      );
    case 'kind':
      return <span className="text-text-muted">{SPAN_KIND_NAMES[trace.kinds[span] as number] ?? 'Unspecified'}</span>;
    case 'duration':
      return <Duration nanos={trace.durations[span] as number} />;
    case 'self':
      return <Duration nanos={selfNanos[span] as number} />;
    case 'status':
      return <Status error={trace.statuses[span] === StatusCode.Error} rejected={trace.rejected[span] === 1} />;
    case 'events':
      return countOf(trace.eventCounts[span]);
    case 'links':
      return countOf(trace.linkCounts[span]);
    case 'ledTo':
      return countOf(trace.ledToCounts[span]);
  }
}

function Status({ error, rejected }: { readonly error: boolean; readonly rejected: boolean }) {
  return (
    <span className="flex items-center gap-1.5">
      {error && <StatusMark status="error" label="" />}
      {error && 'Error'}
      {rejected && <StatusMark status="rejected" label="" />}
      {rejected && 'Rejected'}
    </span>
  );
}

function countOf(count = 0): string {
  return count === 0 ? '' : formatCount(count);
}
