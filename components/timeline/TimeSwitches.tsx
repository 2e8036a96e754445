'use client';

import { formatCount, formatDuration } from '@/lib/base/units';
import { squeezedNanos } from '@/lib/trace/squeeze';
import { ToolbarSwitch } from './ToolbarSwitch';
import type { TimelineState } from './use-timeline';

/** How time is shown, as buttons that stay pressed; each says what it changes, with its number, and is there only where it would. */
export function TimeSwitches({ timeline }: { readonly timeline: TimelineState }) {
  const { model, view, run } = timeline;
  const { squeeze, clocks } = model;
  return (
    <>
      {squeeze !== null && (
        <ToolbarSwitch
          pressed={view.squeeze}
          keys="g"
          title="Idle gaps: nothing starts or ends in them, and no span without children runs"
          amount={`${formatCount(squeeze.starts.length)}, ${formatDuration(squeezedNanos(squeeze))}`}
          onClick={() => run({ do: 'squeeze' })}
        >
          Squeeze gaps
        </ToolbarSwitch>
      )}
      {clocks !== null && (
        <ToolbarSwitch
          pressed={view.correctClocks}
          title="Calls that lie outside their caller show that clocks are off: set those of the services right, as far as that can be estimated"
          amount={
            view.correctClocks && !clocks.applied
              ? 'at work'
              : `${formatCount(clocks.shiftedCount)} ${clocks.shiftedCount === 1 ? 'span' : 'spans'}`
          }
          onClick={() => run({ do: 'clocks' })}
        >
          Correct clocks
        </ToolbarSwitch>
      )}
    </>
  );
}
