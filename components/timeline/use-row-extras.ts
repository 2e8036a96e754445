'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSteps } from '@/components/ui/use-steps';
import { firstEventsQuery, MAX_EVENTS_AT_ONCE } from '@/lib/api/trace-tabs';
import type { TraceView } from '@/lib/url/trace-view';
import { colouringSteps, serviceColouring } from './colouring';
import type { RowExtras } from './extra-words';
import { eventCount, NO_SPAN_EVENTS, spanEvents } from './span-events';
import type { TimelineModel } from './timeline-model';
import { useIdle } from './use-idle';
import { useSpanValues } from './use-span-values';

export interface RowExtrasState {
  readonly extras: RowExtras;
  /** Values, or colours, are still to come. */
  readonly loading: boolean;
  /** Why values are missing; null where none are. */
  readonly failure: Error | null;
  readonly retry: () => void;
}

/** `wanted` false: the trace is not whole yet, so no attributes are asked for. */
export function useRowExtras(
  model: TimelineModel,
  { pills: pillKeys, colourBy }: Pick<TraceView, 'pills' | 'colourBy'>,
  wanted: boolean,
): RowExtrasState {
  const colourKey = typeof colourBy === 'string' ? null : colourBy.attribute;
  const keys = useMemo(
    () => (colourKey === null || pillKeys.includes(colourKey) ? pillKeys : [...pillKeys, colourKey]),
    [pillKeys, colourKey],
  );
  const idle = useIdle();
  const { byKey, loading, failure, retry } = useSpanValues(model, keys, wanted && idle);

  const plain = useMemo(() => serviceColouring(model), [model]);
  const values = colourKey === null ? null : byKey.get(colourKey);
  const start = useCallback(
    () => colouringSteps(model, colourBy === 'service' ? 'status' : colourBy, values ?? null),
    [model, colourBy, values],
  );
  const coloured = useSteps(colourBy === 'service' || values === undefined ? null : start);
  const result = coloured.working ? null : coloured.result;
  const colouring = result !== null && result.by === colourBy && colourBy !== 'service' ? result : plain;
  const pills = useMemo(
    () => pillKeys.map((key) => byKey.get(key)).filter((each) => each !== undefined),
    [pillKeys, byKey],
  );
  const { traceId, spanCount } = model.trace;
  const eventTotal = useMemo(() => eventCount(model), [model]);
  const { data } = useQuery({
    ...firstEventsQuery(traceId, spanCount),
    enabled: wanted && idle && eventTotal > 0 && eventTotal <= MAX_EVENTS_AT_ONCE,
  });
  const events = useMemo(() => (data === undefined ? NO_SPAN_EVENTS : spanEvents(model, data.events)), [model, data]);
  const extras = useMemo(() => ({ colouring, pills, events }), [colouring, pills, events]);
  return { extras, loading: loading || coloured.working, failure, retry };
}
