'use client';

import { Icon } from '@/components/ui/Icon';
import { formatCount } from '@/lib/base/units';
import { framePath } from '@/lib/trace/flame';
import type { FlameState } from './use-flame';

/** Steps that are shown at each end of a long way. */
const SHOWN_STEPS = 4;

/** The way down to the frame that is zoomed into; each step leads back to it. */
export function FlameTrail({ state }: { readonly state: FlameState }) {
  const { flame, focus, zoomTo, labelOf } = state;
  if (focus === -1) return null;
  const path = framePath(flame, focus);
  const left = path.length > 2 * SHOWN_STEPS ? path.length - 2 * SHOWN_STEPS : 0;
  const steps = left === 0 ? path : [...path.slice(0, SHOWN_STEPS), ...path.slice(-SHOWN_STEPS)];
  return (
    <nav aria-label="Zoomed into" className="border-b border-border px-4 py-1">
      <ol className="flex flex-wrap items-center gap-x-1 text-sm">
        <li>
          <Step label="Whole trace" onClick={() => zoomTo(-1)} current={false} />
        </li>
        {steps.map((frame, i) => {
          const { service, name } = labelOf(frame);
          return (
            <li key={frame} className="flex min-w-0 items-center gap-x-1">
              <Icon name="chevron-right" className="size-3 text-text-muted" />
              {left > 0 && i === SHOWN_STEPS && (
                <>
                  <span className="text-text-muted">{formatCount(left)} more</span>
                  <Icon name="chevron-right" className="size-3 text-text-muted" />
                </>
              )}
              <Step
                label={name === '' ? service : `${service} ${name}`}
                onClick={() => zoomTo(frame)}
                current={frame === focus}
              />
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

interface StepProps {
  readonly label: string;
  readonly current: boolean;
  readonly onClick: () => void;
}

function Step({ label, current, onClick }: StepProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      title={label}
      aria-current={current ? 'true' : undefined}
      className="max-w-64 truncate rounded-sm text-accent hover:underline aria-current:text-text"
    >
      {label}
    </button>
  );
}
