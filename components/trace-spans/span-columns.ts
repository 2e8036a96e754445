import type { GridColumn } from '@/components/ui/VirtualGrid';
import type { SpanSort } from '@/lib/url/trace-tabs';

export const SPAN_COLUMNS: readonly GridColumn<SpanSort>[] = [
  { id: 'start', label: 'Start', title: "After the trace's start", width: '6.5rem', align: 'right' },
  { id: 'service', label: 'Service', width: 'minmax(8rem, 1fr)' },
  { id: 'name', label: 'Name', width: 'minmax(10rem, 2fr)' },
  { id: 'kind', label: 'Kind', width: '6rem' },
  { id: 'duration', label: 'Duration', width: '6.5rem', align: 'right' },
  { id: 'self', label: 'Self', title: 'Time in which no child ran', width: '6.5rem', align: 'right' },
  { id: 'status', label: 'Status', title: 'Errors, business refusals, and what went well', width: '7rem' },
  { id: 'events', label: 'Events', width: '5rem', align: 'right' },
  { id: 'links', label: 'Caused by', title: 'Spans that its links name', width: '6rem', align: 'right' },
  { id: 'ledTo', label: 'Led to', title: 'Spans whose links name it', width: '5.5rem', align: 'right' },
];

/** Texts and times come from their beginning; of what is counted or measured the most is of interest. */
export function firstAscending(column: SpanSort): boolean {
  return column === 'start' || column === 'service' || column === 'name' || column === 'kind';
}
