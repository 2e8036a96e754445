'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { LinkOpener } from '@/components/span-detail/LinkItem';
import { SpanDetail } from '@/components/span-detail/SpanDetail';
import { reveal } from '@/components/timeline/folding';
import { spanIdAt } from '@/components/timeline/run-command';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { IconButton } from '@/components/ui/IconButton';
import { ServiceColours } from '@/components/ui/ServiceColours';
import { spanDetailQuery } from '@/lib/api/trace';
import { spanIdToBigInt } from '@/lib/base/ids';
import { DetailPane } from './DetailPane';
import { DownloadMenu } from './DownloadMenu';
import { LinkNotes } from './LinkNotes';
import { OddityList } from './OddityList';
import { oddityNotes } from './oddity-notes';
import { ShareButton } from './ShareButton';
import { spanSummary } from './span-summary';
import { TabContent } from './TabContent';
import { TraceHeader } from './TraceHeader';
import { TraceTabs } from './TraceTabs';
import { Trail } from './Trail';
import { linkNotes } from './trace-links';
import { followTrail, traceHref } from './trail';

interface TraceScreenProps {
  readonly model: TimelineModel;
  readonly store: TraceViewStore;
  readonly flush: () => void;
  /** More spans may still come, and are looked for. */
  readonly arriving: boolean;
  readonly refresh: () => void;
  /** Why the trace could not be loaded again; null when it could. */
  readonly refreshError: Error | null;
}

/** A trace that has been loaded: header, oddities, timeline and details. */
export function TraceScreen({ model, store, flush, arriving, refresh, refreshError }: TraceScreenProps) {
  const { span: spanId, tab, trail, view } = useStore(store);
  const { traceId } = model.trace;
  const span = spanId === null ? -1 : model.index.indexOf(spanIdToBigInt(spanId));
  const summary = useMemo(() => (span === -1 ? null : spanSummary(model, span)), [model, span]);
  const notes = useMemo(() => oddityNotes(model), [model]);
  const links = useMemo(() => linkNotes(model), [model]);
  const events = useSelectedEvents(model, spanId);

  const show = (index: number) =>
    store.setState({ ...reveal(model, store.getState(), index), span: spanIdAt(model, index) });
  const opener: LinkOpener = {
    hrefOf: (target) => {
      const sameTrace = target.traceId === traceId;
      const from = spanId === null ? null : { traceId, spanId };
      return traceHref(target, sameTrace ? trail : followTrail(trail, from, target.traceId));
    },
    selectHere: (target) => {
      const index = target.traceId === traceId ? model.index.indexOf(spanIdToBigInt(target.spanId)) : -1;
      if (index === -1) flush();
      else show(index);
      return index !== -1;
    },
  };

  return (
    <ServiceColours services={model.trace.services.values}>
      <div className="flex h-[calc(100dvh-var(--header-height))] min-h-96 flex-col bg-surface-raised">
        <Trail trail={trail} />
        <TraceHeader
          model={model}
          links={
            <LinkNotes
              notes={links}
              onShow={(index) => {
                show(index);
                store.setState({ tab: 'links' });
              }}
            />
          }
          actions={
            <>
              <p role="status" className="min-w-0 text-right text-xs text-text-muted empty:-mr-2">
                {arriving && refreshError === null && 'Recent: new spans appear by themselves'}
              </p>
              <IconButton icon="refresh" label="Load the trace again" onClick={refresh} />
              <DownloadMenu facts={model} />
              <ShareButton store={store} flush={flush} />
            </>
          }
        />
        <p role="status" className="border-b border-border px-4 py-1 text-sm text-warning empty:border-0 empty:py-0">
          {refreshError !== null && `Not up to date: ${refreshError.message}`}
        </p>
        <OddityList notes={notes} onShow={show} />
        <DetailPane
          main={
            <TraceTabs tab={view} onTab={(next) => store.setState({ view: next })}>
              <TabContent model={model} store={store} selectedEvents={events} />
            </TraceTabs>
          }
          detail={
            spanId === null ? null : (
              <SpanDetail
                traceId={traceId}
                spanId={spanId}
                summary={summary}
                tab={tab}
                onTab={(next) => store.setState({ tab: next })}
                onClose={() => store.setState({ span: null })}
                opener={opener}
              />
            )
          }
        />
      </div>
    </ServiceColours>
  );
}

const NO_EVENTS: readonly number[] = [];

/** When the selected span's events happened, once its details are there; the panel asks for the same. */
function useSelectedEvents(model: TimelineModel, spanId: string | null): readonly number[] {
  const { traceId, startUnixNano } = model.trace;
  const { data } = useQuery({ ...spanDetailQuery(traceId, spanId ?? ''), enabled: spanId !== null });
  return useMemo(
    () => data?.events.map((event) => Number(BigInt(event.timeUnixNano) - startUnixNano)) ?? NO_EVENTS,
    [data, startUnixNano],
  );
}
