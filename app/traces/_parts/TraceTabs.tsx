'use client';

import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { TRACE_TABS, type TraceTab } from '@/lib/url/trace-tabs';

const LABEL: Readonly<Record<TraceTab, string>> = {
  timeline: 'Timeline',
  flame: 'Flame graph',
  statistics: 'Statistics',
  spans: 'Spans',
  events: 'Events',
  json: 'JSON',
};

interface TraceTabsProps {
  readonly tab: TraceTab;
  readonly onTab: (tab: TraceTab) => void;
  readonly children: ReactNode;
}

/** The ways to look at a trace. Arrow keys, Home and End go from tab to tab; the tab key goes into what is shown. */
export function TraceTabs({ tab, onTab, children }: TraceTabsProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = nextTab(tab, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onTab(next);
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label="Views of the trace"
        className="flex shrink-0 gap-1 overflow-x-auto border-b border-border bg-surface px-3"
      >
        {TRACE_TABS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`${id}-${each}`}
            data-tab={each}
            aria-selected={each === tab}
            aria-controls={`${id}-panel`}
            tabIndex={each === tab ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => onTab(each)}
            className="border-b-2 border-transparent px-2.5 py-1.5 text-sm whitespace-nowrap text-text-muted hover:text-text focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:font-medium aria-selected:text-text"
          >
            {LABEL[each]}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        className="flex min-h-0 min-w-0 flex-1 flex-col"
      >
        {children}
      </div>
    </>
  );
}

function nextTab(tab: TraceTab, key: string): TraceTab | undefined {
  if (key === 'Home') return TRACE_TABS[0];
  if (key === 'End') return TRACE_TABS.at(-1);
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return undefined;
  return TRACE_TABS[(TRACE_TABS.indexOf(tab) + step + TRACE_TABS.length) % TRACE_TABS.length];
}
