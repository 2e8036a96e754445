'use client';

import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { formatCount } from '@/lib/base/units';
import { cx } from './cx';

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown behind the label; left out, or 0, while it is not known or there is nothing to count. */
  readonly count?: number | undefined;
}

interface TabsProps<Value extends string> {
  /** What is looked at: "Views of the trace". */
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string;
  /** Of what is shown; it takes the room that is left. */
  readonly panelClassName?: string;
  readonly children: ReactNode;
}

/**
 * One of several things in the same place, with the bar on which it is chosen. The bar is one tab stop: arrow keys, Home and
 * End go from tab to tab, the tab key goes into what is shown.
 */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, tabs, value, onChange, className, panelClassName, children } = props;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A held key would run round the bar thirty times a second, and where tabs are steps of the history browsers forbid that.
    if (event.repeat) return;
    const at = tabIndexAfter(
      tabs.findIndex((tab) => tab.value === value),
      tabs.length,
      event.key,
    );
    const next = at === null ? undefined : tabs[at];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.value);
    event.currentTarget.parentElement?.querySelector<HTMLElement>(`[data-tab="${next.value}"]`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        className={cx('flex shrink-0 gap-1 overflow-x-auto border-b border-border px-3', className)}
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            data-tab={tab.value}
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => onChange(tab.value)}
            className="border-b-2 border-transparent px-2 py-1.5 text-sm whitespace-nowrap text-text-muted hover:text-text focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:font-medium aria-selected:text-text"
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="pl-1 text-xs text-text-muted">{formatCount(tab.count)}</span>
            )}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${value}`}
        className={cx('flex min-h-0 min-w-0 flex-1 flex-col', panelClassName)}
      >
        {children}
      </div>
    </>
  );
}

/** Where a key leads from tab `at` of `count`, around the ends; null for a key that leads nowhere. */
function tabIndexAfter(at: number, count: number, key: string): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  return step === 0 ? null : (at + step + count) % count;
}
