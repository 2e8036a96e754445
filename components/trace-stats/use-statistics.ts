'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSteps } from '@/components/ui/use-steps';
import { attributeColumnQuery } from '@/lib/api/trace-tabs';
import type { Steps } from '@/lib/base/steps';
import { sortSteps } from '@/lib/trace/sort-steps';
import { type Statistics, sortGroupsSteps, statisticsSteps } from '@/lib/trace/statistics';
import {
  type AttributeColumn,
  groupByAttributeSteps,
  groupByOperationSteps,
  groupByServiceSteps,
  type SpanGroups,
} from '@/lib/trace/statistics-groups';
import type { Trace } from '@/lib/trace/trace';
import type { TraceFacts } from '@/lib/trace/trace-facts';
import type { Sorting, StatisticsBy, StatisticsSort } from '@/lib/url/trace-tabs';

/** The groups of a trace's spans with their numbers, in the order in which they are shown. */
export interface SortedStatistics {
  readonly by: StatisticsBy;
  readonly groups: SpanGroups;
  readonly statistics: Statistics;
  /** The group at each row. */
  readonly order: Uint32Array;
}

/** Works the statistics out step by step: the order by duration once a trace, the groups once a grouping, the rows once a sorting. */
export function useStatistics(facts: TraceFacts, by: StatisticsBy, sorting: Sorting<StatisticsSort>) {
  const { trace } = facts;
  const key = typeof by === 'string' ? null : by.attribute;
  const attribute = useQuery({
    ...attributeColumnQuery(trace.traceId, trace.spanCount, key ?? ''),
    enabled: key !== null,
  });
  const column = attribute.data;

  const sort = useCallback(() => sortDurations(trace), [trace]);
  const sorted = useSteps(sort);
  const byDuration = sorted.result?.trace === trace ? sorted.result.byDuration : null;

  const values = key === null || column?.key === key ? (column ?? null) : undefined;
  const count = useCallback(
    () => countSteps(facts, by, values ?? null, byDuration ?? new Uint32Array()),
    [facts, by, values, byDuration],
  );
  const ready = byDuration !== null && values !== undefined;
  const counted = useSteps(ready ? count : null);

  const numbers = counted.working ? null : counted.result;
  const { sort: sortKey, ascending } = sorting;
  const arrange = useCallback(() => arrangeSteps(numbers, sortKey, ascending), [numbers, sortKey, ascending]);
  const arranged = useSteps(numbers === null ? null : arrange);
  // The rows of another grouping would stand under the wrong heading; those of another sorting may stay until theirs come.
  const current = arranged.result !== null && arranged.result.by === by && ready ? arranged.result : null;

  return {
    shown: current,
    done: (sorted.working ? sorted.done : 1) * 0.4 + (counted.working ? counted.done : counted.result ? 1 : 0) * 0.6,
    error: key === null ? null : attribute.error,
    retry: () => void attribute.refetch(),
    column: key === null ? null : (column ?? null),
  };
}

function* sortDurations(trace: Trace): Steps<{ trace: Trace; byDuration: Uint32Array }> {
  return { trace, byDuration: yield* sortSteps(trace.durations) };
}

/** `values` are those of the attribute that spans are put together by; null where they are not. */
function* countSteps(
  { trace, index, selfNanos }: TraceFacts,
  by: StatisticsBy,
  values: AttributeColumn | null,
  byDuration: Uint32Array,
): Steps<Omit<SortedStatistics, 'order'>> {
  const groups =
    values !== null
      ? yield* groupByAttributeSteps(trace, index, values)
      : yield* by === 'service' ? groupByServiceSteps(trace) : groupByOperationSteps(trace);
  return { by, groups, statistics: yield* statisticsSteps(trace, selfNanos, byDuration, groups) };
}

function* arrangeSteps(
  numbers: Omit<SortedStatistics, 'order'> | null,
  sort: StatisticsSort,
  ascending: boolean,
): Steps<SortedStatistics | null> {
  if (numbers === null) return null;
  return { ...numbers, order: yield* sortGroupsSteps(numbers.groups, numbers.statistics, sort, ascending) };
}
