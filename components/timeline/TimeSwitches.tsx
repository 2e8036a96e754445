'use client';

import { Button } from '@/components/ui/Button';
import { formatCount, formatDuration } from '@/lib/base/units';
import { squeezedNanos } from '@/lib/trace/squeeze';
import type { TimelineState } from './use-timeline';

/** How time is shown, as buttons that stay pressed; each says what it changes, with its number, and is there only where it would. */
export function TimeSwitches({ timeline }: { readonly timeline: TimelineState }) {
  const { model, view, run } = timeline;
  const { squeeze, clocks } = model;
  return (
    <>
      {squeeze !== null && (
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={view.squeeze}
          aria-keyshortcuts="g"
          title="Idle gaps: nothing starts or ends in them, and no span without children runs"
          className="aria-pressed:bg-surface-sunken aria-pressed:text-text"
          onClick={() => run({ do: 'squeeze' })}
        >
          Squeeze gaps
          <span className="font-normal text-text-muted">
            {`${formatCount(squeeze.starts.length)}, ${formatDuration(squeezedNanos(squeeze))}`}
          </span>
        </Button>
      )}
      {clocks !== null && (
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={view.correctClocks}
          title="Calls that lie outside their caller show that clocks are off: set those of the services right, as far as that can be estimated"
          className="aria-pressed:bg-surface-sunken aria-pressed:text-text"
          onClick={() => run({ do: 'clocks' })}
        >
          Correct clocks
          <span className="font-normal text-text-muted">
            {view.correctClocks && !clocks.applied
              ? 'at work'
              : `${formatCount(clocks.shiftedCount)} ${clocks.shiftedCount === 1 ? 'span' : 'spans'}`}
          </span>
        </Button>
      )}
    </>
  );
}
