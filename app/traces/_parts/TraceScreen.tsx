'use client';

import { useCallback, useDeferredValue } from 'react';
import { useStore } from 'zustand';
import { revealAnywhere } from '@/components/timeline/rows-commands';
import { spanIdAt } from '@/components/timeline/run-command';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { ServiceColours } from '@/components/ui/ServiceColours';
import { DetailPane } from './DetailPane';
import { SelectedSpan } from './SelectedSpan';
import { TabContent } from './TabContent';
import { TraceTabs } from './TraceTabs';
import { TraceTop } from './TraceTop';

interface TraceScreenProps {
  readonly model: TimelineModel;
  /** With the times that were recorded, where `model` has corrected ones. */
  readonly recorded: TimelineModel;
  readonly store: TraceViewStore;
  readonly flush: () => void;
  /** More spans may still come, and are looked for. */
  readonly arriving: boolean;
  readonly refresh: () => void;
  /** Why the trace could not be loaded again; null when it could. */
  readonly refreshError: Error | null;
}

/** A trace that has been loaded: header, oddities, timeline and details. Each part hears of what it shows of the view, no more. */
export function TraceScreen({ model, recorded, store, flush, arriving, refresh, refreshError }: TraceScreenProps) {
  const view = useStore(store, (state) => state.view);
  // The row is marked in the frame of the key or click; the details, which are much more to make, come right after it.
  const spanId = useDeferredValue(useStore(store, ({ span }) => span));
  const show = useCallback(
    (index: number) =>
      store.setState({ ...revealAnywhere(model, store.getState(), index), span: spanIdAt(model, index) }),
    [model, store],
  );
  return (
    <ServiceColours services={model.trace.services.values}>
      <div className="flex h-[calc(100dvh-var(--header-height))] min-h-96 flex-col bg-surface-raised max-md:h-auto max-md:min-h-[calc(100dvh-var(--header-height))]">
        <TraceTop {...{ model, recorded, store, flush, show, arriving, refresh, refreshError }} />
        <DetailPane
          main={
            <TraceTabs tab={view} onTab={(next) => store.setState({ view: next })}>
              <TabContent model={model} recorded={recorded.trace} store={store} />
            </TraceTabs>
          }
          detail={spanId === null ? null : <SelectedSpan {...{ model, store, spanId, flush, show }} />}
        />
      </div>
    </ServiceColours>
  );
}
