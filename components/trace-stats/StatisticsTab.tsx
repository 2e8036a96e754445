'use client';

import { useCallback, useMemo } from 'react';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { VirtualGrid } from '@/components/ui/VirtualGrid';
import { formatCount } from '@/lib/base/units';
import type { TraceFacts } from '@/lib/trace/trace-facts';
import type { StatisticsSort, TraceTabsView } from '@/lib/url/trace-tabs';
import { GroupBy } from './GroupBy';
import { StatisticsCell } from './StatisticsCell';
import { statisticsColumns } from './statistics-columns';
import { findOfGroup } from './statistics-find';
import { useStatistics } from './use-statistics';

interface StatisticsTabProps {
  readonly facts: TraceFacts;
  readonly view: TraceTabsView;
  readonly change: (changes: Partial<TraceTabsView>) => void;
  /** Shows in the timeline what a query finds. */
  readonly onFind: (query: string) => void;
}

/** Counts, times and errors of a trace's spans, put together by service, name or the value of an attribute. */
export function StatisticsTab({ facts, view, change, onFind }: StatisticsTabProps) {
  const { statisticsBy: by, statisticsSort: sorting } = view;
  const { shown, done, error, retry, column } = useStatistics(facts, by, sorting);
  const renderCell = useCallback(
    (row: number, column: StatisticsSort) =>
      shown === null ? null : <StatisticsCell shown={shown} group={shown.order[row] as number} column={column} />,
    [shown],
  );
  const columns = useMemo(() => statisticsColumns(by), [by]);
  const onSort = (sort: StatisticsSort) =>
    change({ statisticsSort: { sort, ascending: sort === sorting.sort ? !sorting.ascending : sort === 'name' } });

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-1.5">
        <GroupBy trace={facts.trace} by={by} onChange={(next) => change({ statisticsBy: next })} />
        <p role="status" className="text-sm text-text-muted">
          {shown !== null && summary(shown.groups.count, shown.statistics.spanCount, facts.trace.spanCount)}
          {shown !== null && column !== null && column.cutCount > 0 && cutNote(column.cutCount)}
        </p>
      </div>
      {error !== null ? (
        <ErrorState error={error} title="The values of this attribute could not be loaded" retry={retry} />
      ) : shown === null ? (
        <Loading label={done > 0 ? `Counting, ${Math.round(done * 100)} %` : 'Counting'} />
      ) : shown.groups.count === 0 ? (
        <EmptyState title="No span of this trace has this attribute">
          The list beside “Attribute” has the keys that there are.
        </EmptyState>
      ) : (
        <VirtualGrid
          label="Statistics"
          columns={columns}
          minWidth="68rem"
          rowCount={shown.groups.count}
          renderCell={renderCell}
          sorting={sorting}
          onSort={onSort}
          onOpen={(row) => onFind(findOfGroup(shown.groups, by, shown.order[row] as number))}
        />
      )}
    </div>
  );
}

function summary(groups: number, spans: number, ofSpans: number): string {
  const rows = `${formatCount(groups)} ${groups === 1 ? 'row' : 'rows'}`;
  const all = `${formatCount(ofSpans)} ${ofSpans === 1 ? 'span' : 'spans'}`;
  return spans === ofSpans
    ? `${rows} of ${all}. A row leads to its spans in the timeline.`
    : `${rows} of the ${formatCount(spans)} of ${all} that have it. A row leads to its spans in the timeline.`;
}

function cutNote(count: number): string {
  return ` ${formatCount(count)} ${count === 1 ? 'value is' : 'values are'} longer than 256 characters and counted by that beginning.`;
}
