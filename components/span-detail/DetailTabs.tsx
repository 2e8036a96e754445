'use client';

import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { formatCount } from '@/lib/base/units';
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

/** Arrow keys go from tab to tab; the tab key goes into what is shown. */
export function DetailTabs({ tab, onTab, counts, children }: DetailTabsProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = DETAIL_TABS[(DETAIL_TABS.indexOf(tab) + step + DETAIL_TABS.length) % DETAIL_TABS.length];
    if (next === undefined) return;
    onTab(next);
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label="Details" className="flex gap-1 border-b border-border px-3">
        {DETAIL_TABS.map((each) => (
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
            className="-mb-px border-b-2 border-transparent px-2 py-1.5 text-sm text-text-muted hover:text-text aria-selected:border-accent aria-selected:font-medium aria-selected:text-text"
          >
            {LABEL[each]}
            {(counts[each] ?? 0) > 0 && (
              <span className="pl-1 text-xs text-text-muted">{formatCount(counts[each] ?? 0)}</span>
            )}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 py-3"
      >
        {children}
      </div>
    </>
  );
}
