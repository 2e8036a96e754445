'use client';

import type { ReactNode } from 'react';
import { Tabs } from '@/components/ui/Tabs';
import { DETAIL_TABS, type DetailTab } from '@/lib/url/trace-view';

const LABEL: Readonly<Record<DetailTab, string>> = {
  attributes: 'Attributes',
  events: 'Events',
  links: 'Links',
  resource: 'Resource',
};

interface DetailTabsProps {
  readonly tab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  /** How many there are of each; left out while that is not known, or means nothing. */
  readonly counts: Readonly<Partial<Record<DetailTab, number>>>;
  readonly children: ReactNode;
}

/** The parts of a span. */
export function DetailTabs({ tab, onTab, counts, children }: DetailTabsProps) {
  return (
    <Tabs
      label="Details"
      tabs={DETAIL_TABS.map((value) => ({ value, label: LABEL[value], count: counts[value] }))}
      value={tab}
      onChange={onTab}
      panelClassName="overflow-y-auto px-4 py-3"
    >
      {children}
    </Tabs>
  );
}
