'use client';

import dynamic from 'next/dynamic';
import { useCallback } from 'react';
import { useStore } from 'zustand';
import { attributeSearchHref } from '@/components/span-detail/search-href';
import { revealAnywhere } from '@/components/timeline/rows-commands';
import { spanIdAt } from '@/components/timeline/run-command';
import { Timeline } from '@/components/timeline/Timeline';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { Loading } from '@/components/ui/Loading';
import { spanIdToBigInt } from '@/lib/base/ids';
import type { Trace } from '@/lib/trace/trace';
import type { TraceTabsView } from '@/lib/url/trace-tabs';
import { useSelectedEvents } from './use-selected-events';
import { useTraceCommands } from './use-trace-commands';

const loading = () => <Loading label="Loading" />;
// Whoever looks at the timeline does not load the code of the other tabs.
const FlameTab = dynamic(() => import('@/components/flame-graph/FlameTab').then((module) => module.FlameTab), {
  ssr: false,
  loading,
});
const StatisticsTab = dynamic(
  () => import('@/components/trace-stats/StatisticsTab').then((module) => module.StatisticsTab),
  { ssr: false, loading },
);
const SpansTab = dynamic(() => import('@/components/trace-spans/SpansTab').then((module) => module.SpansTab), {
  ssr: false,
  loading,
});
const EventsTab = dynamic(() => import('@/components/trace-events/EventsTab').then((module) => module.EventsTab), {
  ssr: false,
  loading,
});
const JsonTab = dynamic(() => import('@/components/trace-json/JsonTab').then((module) => module.JsonTab), {
  ssr: false,
  loading,
});

interface TabContentProps {
  readonly model: TimelineModel;
  /** As it was recorded, whatever clocks are corrected. */
  readonly recorded: Trace;
  readonly store: TraceViewStore;
}

/** The tab that is open. */
export function TabContent({ model, recorded, store }: TabContentProps) {
  const view = useStore(store);
  useTraceCommands(model, store);
  const events = useSelectedEvents(model, view.span);
  const change = useCallback((changes: Partial<TraceTabsView>) => store.setState(changes), [store]);
  const selected = view.span === null ? -1 : model.index.indexOf(spanIdToBigInt(view.span));
  const open = (span: number) => store.setState({ ...revealAnywhere(model, view, span), span: spanIdAt(model, span) });
  const close = () => store.setState({ span: null });
  const openEvents = (spanId: string) => store.setState({ span: spanId, tab: 'events' });
  const find = (query: string) => store.setState({ view: 'timeline', find: query, pick: null, match: null });

  switch (view.view) {
    case 'flame':
      return <FlameTab facts={model} view={view} change={change} onFind={find} />;
    case 'statistics':
      return <StatisticsTab facts={model} view={view} change={change} onFind={find} />;
    case 'spans':
      return <SpansTab facts={model} view={view} change={change} selected={selected} onOpen={open} onClose={close} />;
    case 'events':
      return <EventsTab trace={recorded} selected={view.span} onOpen={openEvents} onClose={close} />;
    case 'json':
      return <JsonTab trace={recorded} />;
    case 'timeline':
      return <Timeline model={model} store={store} selectedEvents={events} searchHref={attributeSearchHref} />;
  }
}
