'use client';

import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSteps } from '@/components/ui/use-steps';
import { attributeColumnQuery } from '@/lib/api/trace-tabs';
import type { Steps } from '@/lib/base/steps';
import type { AttributeColumn } from '@/lib/trace/statistics-groups';
import { type SpanValues, spanValuesSteps } from './span-values';
import type { TimelineModel } from './timeline-model';

export interface SpanValuesState {
  /** What has come so far, by key. */
  readonly byKey: ReadonlyMap<string, SpanValues>;
  readonly loading: boolean;
  /** Why values are missing; null where none are. */
  readonly failure: Error | null;
  readonly retry: () => void;
}

const NO_VALUES: ReadonlyMap<string, SpanValues> = new Map();

/**
 * The values of attributes by span, asked for while they are `wanted`. While a trace that grew is asked for its values,
 * those of the spans before are there.
 */
export function useSpanValues(model: TimelineModel, keys: readonly string[], wanted: boolean): SpanValuesState {
  const { traceId, spanCount } = model.trace;
  const client = useQueryClient();
  const { columns, failure, loading } = useQueries({
    queries: keys.map((key) => ({
      ...attributeColumnQuery(traceId, spanCount, key),
      enabled: wanted,
      placeholderData: (before: AttributeColumn | undefined) => (before?.key === key ? before : undefined),
    })),
    combine,
  });
  const start = useCallback(() => allSteps(model, columns), [model, columns]);
  const { result, working } = useSteps(columns.length === 0 ? null : start);
  return {
    byKey: result?.model === model ? result.byKey : NO_VALUES,
    loading: wanted && keys.length > 0 && (loading || working),
    failure,
    retry: () =>
      void client.refetchQueries({
        predicate: ({ queryKey, state }) => queryKey[0] === 'trace-attribute' && state.error !== null,
      }),
  };
}

function combine(results: readonly UseQueryResult<AttributeColumn>[]) {
  return {
    columns: results.map(({ data }) => data).filter((column) => column !== undefined),
    failure: results.find(({ error }) => error !== null)?.error ?? null,
    loading: results.some(({ isPending, error }) => isPending && error === null),
  };
}

/** Another key must not cost the ones before their work. Weak in both: a column that is cached must not keep a model alive. */
const known = new WeakMap<TimelineModel, WeakMap<AttributeColumn, SpanValues>>();

function* allSteps(
  model: TimelineModel,
  columns: readonly AttributeColumn[],
): Steps<{ model: TimelineModel; byKey: ReadonlyMap<string, SpanValues> }> {
  const byKey = new Map<string, SpanValues>();
  const ofModel = known.get(model) ?? new WeakMap<AttributeColumn, SpanValues>();
  known.set(model, ofModel);
  for (const column of columns) {
    const values = ofModel.get(column) ?? (yield* spanValuesSteps(model, column));
    ofModel.set(column, values);
    byKey.set(column.key, values);
  }
  return { model, byKey };
}
