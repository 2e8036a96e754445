'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { spanDetailQuery } from '@/lib/api/trace';

const NO_EVENTS: readonly number[] = [];

/** When the selected span's events happened, once its details are there; the panel asks for the same. */
export function useSelectedEvents(model: TimelineModel, spanId: string | null): readonly number[] {
  const { traceId, startUnixNano } = model.trace;
  const { data } = useQuery({ ...spanDetailQuery(traceId, spanId ?? ''), enabled: spanId !== null });
  return useMemo(
    () => data?.events.map((event) => Number(BigInt(event.timeUnixNano) - startUnixNano)) ?? NO_EVENTS,
    [data, startUnixNano],
  );
}
