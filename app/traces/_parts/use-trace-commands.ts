'use client';

import { useEffect } from 'react';
import { revealAnywhere } from '@/components/timeline/rows-commands';
import { spanIdAt } from '@/components/timeline/run-command';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { type FoundPlaces, useCommandSource } from '@/components/ui/command-source';
import { rememberPlace } from '@/components/ui/recent';
import { isSpanId, spanIdToBigInt } from '@/lib/base/ids';
import { runSteps } from '@/lib/base/steps';
import { formatDuration } from '@/lib/base/units';
import { namedSpans } from '@/lib/find/named-spans';
import { nameOf, serviceOf } from '@/lib/trace/trace-facts';
import { TRACE_TABS, type TraceTab } from '@/lib/url/trace-tabs';
import { TAB_LABEL } from './TraceTabs';

const SPANS_FOUND = 8;

/** Offers the palette the tabs and the spans of the trace, and remembers the trace among the recent ones. */
export function useTraceCommands(model: TimelineModel, store: TraceViewStore): void {
  const { trace, root } = model;
  const { traceId } = trace;
  const rootName = root === -1 ? 'Trace without spans' : `${serviceOf(trace, root)} ${nameOf(trace, root)}`;
  useEffect(() => rememberPlace({ href: `/traces/${traceId}`, title: rootName, detail: traceId }), [traceId, rootName]);
  const open = (tab: TraceTab) => store.setState({ view: tab });
  useCommandSource({
    commands: () =>
      TRACE_TABS.filter((tab) => tab !== store.getState().view).map((tab) => ({
        title: `Open the tab ${TAB_LABEL[tab]}`,
        run: () => open(tab),
      })),
    async find(words, signal) {
      const found = await findSpans(model, words, signal);
      return found === null ? null : places(model, store, found);
    },
  });
}

/** By id when that is what was typed, else by service and name. */
async function findSpans(model: TimelineModel, words: readonly string[], signal: AbortSignal) {
  const [id] = words;
  if (words.length === 1 && id !== undefined && isSpanId(id)) {
    const span = model.index.indexOf(spanIdToBigInt(id));
    return span === -1 ? { spans: [], total: 0 } : { spans: [span], total: 1 };
  }
  return runSteps(namedSpans(model.trace, words, SPANS_FOUND), signal);
}

function places(
  model: TimelineModel,
  store: TraceViewStore,
  { spans, total }: { readonly spans: readonly number[]; readonly total: number },
): FoundPlaces {
  const { trace } = model;
  return {
    total,
    places: spans.map((span) => ({
      // Its place, for ids may occur twice.
      id: String(span),
      title: `${serviceOf(trace, span)} ${nameOf(trace, span)}`,
      detail: `${formatDuration(trace.durations[span] as number)}, at ${formatDuration(trace.starts[span] as number)}`,
      run: () => store.setState({ ...revealAnywhere(model, store.getState(), span), span: spanIdAt(model, span) }),
    })),
  };
}
