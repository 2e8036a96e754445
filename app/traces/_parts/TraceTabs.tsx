'use client';

import type { ReactNode } from 'react';
import { Tabs } from '@/components/ui/Tabs';
import { TRACE_TABS, type TraceTab } from '@/lib/url/trace-tabs';

export const TAB_LABEL: Readonly<Record<TraceTab, string>> = {
  timeline: 'Timeline',
  flame: 'Flame graph',
  statistics: 'Statistics',
  spans: 'Spans',
  events: 'Events',
  json: 'JSON',
};
const TABS = TRACE_TABS.map((value) => ({ value, label: TAB_LABEL[value] }));

interface TraceTabsProps {
  readonly tab: TraceTab;
  readonly onTab: (tab: TraceTab) => void;
  readonly children: ReactNode;
}

/** The ways to look at a trace. */
export function TraceTabs({ tab, onTab, children }: TraceTabsProps) {
  return (
    <Tabs label="Views of the trace" tabs={TABS} value={tab} onChange={onTab} className="bg-surface">
      {children}
    </Tabs>
  );
}
