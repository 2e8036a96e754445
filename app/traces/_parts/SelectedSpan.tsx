'use client';

import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import type { AttributeActions } from '@/components/span-detail/AttributeRow';
import type { LinkOpener } from '@/components/span-detail/LinkItem';
import { SpanDetail } from '@/components/span-detail/SpanDetail';
import { attributeTerm } from '@/components/span-detail/search-href';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { spanIdToBigInt } from '@/lib/base/ids';
import { togglePill } from '@/lib/url/trace-pills';
import { addToFind } from './add-to-find';
import { spanSummary } from './span-summary';
import { followTrail, traceHref } from './trail';

interface SelectedSpanProps {
  readonly model: TimelineModel;
  readonly store: TraceViewStore;
  readonly spanId: string;
  /** Brings the URL up to date, before it is left. */
  readonly flush: () => void;
  /** Selects a span and brings it into view. */
  readonly show: (span: number) => void;
}

/** The details of the span that is selected, in this trace or, when it does not have the span, as far as the store knows it. */
export const SelectedSpan = memo(function SelectedSpan({ model, store, spanId, flush, show }: SelectedSpanProps) {
  const { traceId } = model.trace;
  const tab = useStore(store, (state) => state.tab);
  const trail = useStore(store, (state) => state.trail);
  const pills = useStore(store, (state) => state.pills);
  const summary = useMemo(() => {
    const span = model.index.indexOf(spanIdToBigInt(spanId));
    return span === -1 ? null : spanSummary(model, span);
  }, [model, spanId]);
  const opener: LinkOpener = {
    hrefOf: (target) => {
      const sameTrace = target.traceId === traceId;
      return traceHref(target, sameTrace ? trail : followTrail(trail, { traceId, spanId }, target.traceId), pills);
    },
    selectHere: (target) => {
      const index = target.traceId === traceId ? model.index.indexOf(spanIdToBigInt(target.spanId)) : -1;
      if (index === -1) flush();
      else show(index);
      return index !== -1;
    },
  };
  const actions: AttributeActions = {
    pills,
    onPill: (key) => store.setState({ pills: togglePill(pills, key) }),
    onFind: (key, text) => {
      const find = addToFind(store.getState().find, attributeTerm(key, text));
      store.setState({ view: 'timeline', find, match: null });
    },
  };
  return (
    <SpanDetail
      traceId={traceId}
      spanId={spanId}
      summary={summary}
      tab={tab}
      onTab={(next) => store.setState({ tab: next })}
      onClose={() => store.setState({ span: null })}
      opener={opener}
      actions={actions}
    />
  );
});
