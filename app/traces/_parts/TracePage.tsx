'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { timelineModel } from '@/components/timeline/timeline-model';
import { isArriving, isAwaited, traceQuery } from '@/lib/api/trace';
import { createLoadingStore, intoStore } from '../_load/loading-store';
import { readTrace } from '../_load/read-trace';
import { FirstRows } from './FirstRows';
import { TraceLoading } from './TraceLoading';
import { TraceProblem } from './TraceProblem';
import { TraceScreen } from './TraceScreen';
import { useCorrectedClocks } from './use-corrected-clocks';
import { useViewUrl } from './use-view-url';

/** The page of one trace, from nothing known to everything shown. */
export function TracePage({ traceId }: { readonly traceId: string }) {
  const { store, flush } = useViewUrl();
  const [loading] = useState(createLoadingStore);
  const query = useQuery(
    traceQuery(traceId, (response, signal) => readTrace(traceId, response, signal, intoStore(loading))),
  );
  const { data: loaded, error, refetch, dataUpdatedAt, errorUpdateCount } = query;
  // A query forgets its error when it asks again; the reason stays on the screen until there is a trace.
  const [lastError, setLastError] = useState(error);
  if (error !== null && error !== lastError) setLastError(error);
  const model = useMemo(() => (loaded === undefined ? null : (loaded.model ?? timelineModel(loaded.trace))), [loaded]);
  const correctClocks = useStore(store, (state) => state.correctClocks);
  const shown = useCorrectedClocks(model, correctClocks);
  const firstRows = useStore(loading, (state) => state.firstRows);
  const tab = useStore(store, ({ view }) => view);
  useEffect(() => {
    if (model === null) return;
    // Nobody needs the first rows any more, and they are large.
    loading.setState({ firstRows: null, shown: true });
  }, [model, loading]);
  const refresh = useCallback(() => void refetch(), [refetch]);

  if (model === null || shown.model === null) {
    if (lastError === null) {
      return firstRows === null || tab !== 'timeline' ? (
        <TraceLoading loading={loading} />
      ) : (
        <FirstRows model={firstRows} store={store} loading={loading} />
      );
    }
    return (
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
      model={shown.model}
      recorded={model}
      store={store}
      flush={flush}
      arriving={isArriving(model.trace, dataUpdatedAt)}
      refresh={refresh}
      refreshError={error ?? shown.error}
    />
  );
}
