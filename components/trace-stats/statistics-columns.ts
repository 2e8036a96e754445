import type { GridColumn } from '@/components/ui/VirtualGrid';
import type { StatisticsBy, StatisticsSort } from '@/lib/url/trace-tabs';

const NUMBER = { width: '6.5rem', align: 'right' } as const;

const NUMBERS: readonly GridColumn<StatisticsSort>[] = [
  { id: 'count', label: 'Count', title: 'Spans', ...NUMBER },
  { id: 'total', label: 'Total', title: 'Durations added up; a span and one below it both count', ...NUMBER },
  { id: 'self', label: 'Self', title: 'Times in which no child ran, added up', ...NUMBER },
  { id: 'p50', label: 'p50', title: 'Half of the spans took at most this long', ...NUMBER },
  { id: 'p95', label: 'p95', title: '95 % of the spans took at most this long', ...NUMBER },
  { id: 'p99', label: 'p99', title: '99 % of the spans took at most this long', ...NUMBER },
  { id: 'max', label: 'Longest', title: 'The longest span', ...NUMBER },
  { id: 'errors', label: 'Errors', title: 'Spans with status Error', ...NUMBER },
];

/** The columns of statistics; what the first is called depends on what spans are put together by. */
export function statisticsColumns(by: StatisticsBy): readonly GridColumn<StatisticsSort>[] {
  const label = by === 'service' ? 'Service' : by === 'operation' ? 'Service and name' : by.attribute;
  return [{ id: 'name', label, width: 'minmax(14rem, 1fr)' }, ...NUMBERS];
}
