'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { shownLaterBy } from '@/components/timeline/corrected-model';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { spanDetailQuery } from '@/lib/api/trace';
import { spanIdToBigInt } from '@/lib/base/ids';

const NO_EVENTS: readonly number[] = [];

/** When the selected span's events happened, once its details are there; the panel asks for the same. */
export function useSelectedEvents(model: TimelineModel, spanId: string | null): readonly number[] {
  const { traceId, startUnixNano } = model.trace;
  // Events move with their span.
  const later = spanId === null ? 0 : shownLaterBy(model, model.index.indexOf(spanIdToBigInt(spanId)));
  const { data } = useQuery({ ...spanDetailQuery(traceId, spanId ?? ''), enabled: spanId !== null });
  return useMemo(
    () => data?.events.map((event) => Number(BigInt(event.timeUnixNano) - startUnixNano) + later) ?? NO_EVENTS,
    [data, startUnixNano, later],
  );
}
