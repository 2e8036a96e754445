'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { timelineModel } from '@/components/timeline/timeline-model';
import { isArriving, traceQuery } from '@/lib/api/trace';
import { TraceLoading } from './TraceLoading';
import { TraceProblem } from './TraceProblem';
import { TraceScreen } from './TraceScreen';
import { useViewUrl } from './use-view-url';

/** The page of one trace, from nothing known to everything shown. */
export function TracePage({ traceId }: { readonly traceId: string }) {
  const { store, flush } = useViewUrl();
  const [receivedBytes, setReceivedBytes] = useState(0);
  const { data: trace, error, refetch, isFetching, dataUpdatedAt } = useQuery(traceQuery(traceId, setReceivedBytes));
  const model = useMemo(() => (trace === undefined ? null : timelineModel(trace)), [trace]);
  const refresh = useCallback(() => void refetch(), [refetch]);

  if (model === null) {
    return error === null || isFetching ? (
      <TraceLoading receivedBytes={receivedBytes} />
    ) : (
      <TraceProblem traceId={traceId} error={error} retry={refresh} />
    );
  }
  return (
    <TraceScreen
      model={model}
      store={store}
      flush={flush}
      arriving={isArriving(model.trace, dataUpdatedAt)}
      refresh={refresh}
      refreshError={error}
    />
  );
}
