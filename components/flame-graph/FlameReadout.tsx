'use client';

import { Button } from '@/components/ui/Button';
import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import { formatShare } from '@/lib/base/share';
import { formatCount } from '@/lib/base/units';
import { spansQuery } from '@/lib/search/spans-query';
import type { FlameState } from './use-flame';

interface FlameReadoutProps {
  readonly state: FlameState;
  readonly onFind: (query: string) => void;
}

/** The numbers of the frame under the pointer, or else of the one with the keyboard or that is zoomed into. */
export function FlameReadout({ state, onFind }: FlameReadoutProps) {
  const { flame, shape, hovered, active, focus, labelOf } = state;
  const frame = [hovered, active, focus].find((each) => each !== -1);
  if (frame === undefined) {
    return (
      <p className="flex h-9 items-center border-t border-border px-4 text-sm text-text-muted">
        Point at a frame for its numbers; a click zooms into it.
      </p>
    );
  }
  const { service, name } = labelOf(frame);
  const count = flame.counts[frame] as number;
  const errors = flame.errors[frame] as number;
  const query = spansQuery(
    shape === 'services'
      ? [['service', service]]
      : [
          ['service', service],
          ['name', name],
        ],
  );
  return (
    <div className="flex h-9 items-center gap-x-4 overflow-hidden border-t border-border px-4 text-sm whitespace-nowrap">
      <p role="status" className="flex min-w-0 items-center gap-x-4">
        <ServiceName name={service} className="shrink-0" />
        <span title={name} className="min-w-0 truncate font-medium" dir="auto">
          {name}
        </span>
        <span>
          {formatCount(count)} {count === 1 ? 'span' : 'spans'}
        </span>
        <span>
          Total <Duration nanos={flame.totals[frame] as number} />
        </span>
        <span>
          Self <Duration nanos={flame.selfs[frame] as number} />
        </span>
        <span>{formatShare(flame.weights[frame] as number, flame.totalWeight)} of the width</span>
        {errors > 0 && (
          <span className="text-error">
            {formatCount(errors)} {errors === 1 ? 'error' : 'errors'}
          </span>
        )}
      </p>
      <Button size="sm" variant="ghost" className="ml-auto" onClick={() => onFind(query)} title={query}>
        Find in the timeline
      </Button>
    </div>
  );
}
