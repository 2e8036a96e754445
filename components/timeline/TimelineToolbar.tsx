'use client';

import { Button } from '@/components/ui/Button';
import { cx } from '@/components/ui/cx';
import { formatDuration } from '@/lib/base/units';
import { GROUPINGS, type Grouping } from '@/lib/url/trace-view';
import { KeyHelp } from './KeyHelp';
import { RowSwitches } from './RowSwitches';
import { TimeSwitches } from './TimeSwitches';
import type { TimelineState } from './use-timeline';

const GROUPING_LABEL: Readonly<Record<Grouping, string>> = { tree: 'Tree', service: 'By service' };

/** How the rows are arranged, and what the keys do as buttons. */
export function TimelineToolbar({ timeline }: { readonly timeline: TimelineState }) {
  const { model, view, window, run } = timeline;
  const { workNanos, waitNanos } = model.criticalTotals;
  // Other roots (missing parents) are not on it.
  const pathNanos = workNanos + waitNanos;
  return (
    <div role="toolbar" aria-label="Timeline" className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
      <fieldset className="flex rounded-md border border-border-strong p-px">
        <legend className="sr-only">Arrange the spans</legend>
        {GROUPINGS.map((grouping) => (
          <label
            key={grouping}
            className={cx(
              'flex h-[1.375rem] cursor-pointer items-center rounded-[4px] px-2 text-xs font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus',
              view.grouping === grouping ? 'bg-surface-sunken text-text' : 'text-text-muted hover:text-text',
            )}
          >
            <input
              type="radio"
              name="grouping"
              value={grouping}
              className="sr-only"
              checked={view.grouping === grouping}
              onChange={() => run({ do: 'group', by: grouping })}
            />
            {GROUPING_LABEL[grouping]}
          </label>
        ))}
      </fieldset>
      <RowSwitches timeline={timeline} />
      <Button
        size="sm"
        variant="ghost"
        aria-pressed={view.criticalPath}
        className="aria-pressed:text-text"
        onClick={() => run({ do: 'critical' })}
      >
        <span
          aria-hidden="true"
          className={cx('h-[3px] w-4 rounded-sm', view.criticalPath ? 'bg-critical' : 'bg-border-strong')}
        />
        Critical path
        <span className="font-normal text-text-muted">
          {pathNanos < model.duration && `${formatDuration(pathNanos)} of ${formatDuration(model.duration)}`}
          {pathNanos < model.duration && waitNanos > 0 && ', '}
          {waitNanos > 0 && `${formatDuration(waitNanos)} waiting`}
        </span>
      </Button>
      {model.errorCount > 0 && (
        <Button size="sm" variant="ghost" onClick={() => run({ do: 'error', step: 1 })}>
          Next error
        </Button>
      )}
      <TimeSwitches timeline={timeline} />
      <div className="ml-auto flex items-center gap-2">
        {view.window !== null && (
          <>
            <span className="text-xs tabular-nums text-text-muted">
              {formatDuration(window.end - window.start)} from {formatDuration(window.start)}
            </span>
            <Button size="sm" variant="ghost" onClick={() => run({ do: 'whole' })}>
              Whole trace
            </Button>
          </>
        )}
        <KeyHelp />
      </div>
    </div>
  );
}
