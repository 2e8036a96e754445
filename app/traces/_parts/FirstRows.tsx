'use client';

import { memo } from 'react';
import { useStore } from 'zustand';
import { Timeline } from '@/components/timeline/Timeline';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { ServiceColours } from '@/components/ui/ServiceColours';
import { formatCount } from '@/lib/base/units';
import type { LoadingStore } from '../_load/loading-store';
import { receivedMegabytes } from './TraceLoading';

interface FirstRowsProps {
  /** Of the first spans alone. */
  readonly model: TimelineModel;
  readonly store: TraceViewStore;
  readonly loading: LoadingStore;
}

const NO_EVENTS: readonly number[] = [];
/** For measuring from outside: the first frame that shows the first spans of a trace that is still coming. */
const FIRST_ROWS_MARK = 'trace:first-rows';

/** The first spans of a large trace. What counts all of them, the other tabs and the download wait until they are there. */
export const FirstRows = memo(function FirstRows({ model, store, loading }: FirstRowsProps) {
  const { trace } = model;
  return (
    <ServiceColours services={trace.services.values}>
      <div className="flex h-[calc(100dvh-var(--header-height))] min-h-96 flex-col bg-surface-raised">
        <header className="flex flex-wrap items-baseline gap-x-4 border-b border-border px-4 py-2">
          <h1 className="text-xl font-semibold">A large trace is loading</h1>
          <p className="text-sm text-text-muted tabular-nums">
            <span role="status">The first {formatCount(trace.spanCount)} spans</span>
            <Received loading={loading} />
          </p>
        </header>
        <Timeline model={model} store={store} selectedEvents={NO_EVENTS} mark={FIRST_ROWS_MARK} />
      </div>
    </ServiceColours>
  );
});

/** By itself, so that what has come is counted without drawing the rows again. */
function Received({ loading }: { readonly loading: LoadingStore }) {
  const received = receivedMegabytes(useStore(loading, ({ receivedBytes }) => receivedBytes));
  return received !== null && <>; {received} received so far</>;
}
