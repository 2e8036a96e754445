'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { timelineModel } from '@/components/timeline/timeline-model';
import { isArriving, isAwaited, traceQuery } from '@/lib/api/trace';
import { TraceLoading } from './TraceLoading';
import { TraceProblem } from './TraceProblem';
import { TraceScreen } from './TraceScreen';
import { useViewUrl } from './use-view-url';

/** The page of one trace, from nothing known to everything shown. */
export function TracePage({ traceId }: { readonly traceId: string }) {
  const { store, flush } = useViewUrl();
  const [receivedBytes, setReceivedBytes] = useState(0);
  const query = useQuery(traceQuery(traceId, setReceivedBytes));
  const { data: trace, error, refetch, dataUpdatedAt, errorUpdateCount } = query;
  // A query forgets its error when it asks again; the reason stays on the screen until there is a trace.
  const [lastError, setLastError] = useState(error);
  if (error !== null && error !== lastError) setLastError(error);
  const model = useMemo(() => (trace === undefined ? null : timelineModel(trace)), [trace]);
  const refresh = useCallback(() => void refetch(), [refetch]);

  if (model === null) {
    return lastError === null ? (
      <TraceLoading receivedBytes={receivedBytes} />
    ) : (
      <TraceProblem
        traceId={traceId}
        error={lastError}
        awaited={isAwaited(lastError, errorUpdateCount)}
        asking={query.isFetching}
        retry={refresh}
      />
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
