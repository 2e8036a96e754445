'use client';

import { useMemo } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/components/ui/cx';
import { Icon } from '@/components/ui/Icon';
import { formatCount } from '@/lib/base/units';
import { largest } from '@/lib/find/largest';
import { FIND_PICKS, type FindPick } from '@/lib/url/trace-find';
import { SLOWEST_COUNT } from './find-steps';
import type { TimelineModel } from './timeline-model';
import type { TimelineState } from './use-timeline';

const WORDS: Readonly<Record<FindPick, { readonly text: string; readonly title: string }>> = {
  critical: { text: 'Critical', title: 'Spans on the critical path: the trace was waiting for them' },
  errors: { text: 'Errors', title: 'Spans that ended with an error' },
  slowest: { text: 'Slowest', title: 'The spans with the most self time: not spent in their children' },
};

/** Buttons that pick out the spans one looks for most often; together with a text, both must hold. One at a time. */
export function FindPicks({ timeline: { model, view, setView } }: { readonly timeline: TimelineState }) {
  const counts = useMemo(() => pickCounts(model), [model]);
  return (
    <div role="group" aria-label="Pick out" className="flex gap-1">
      {FIND_PICKS.filter((pick) => counts[pick] > 0 || view.pick === pick).map((pick) => (
        <Button
          key={pick}
          size="sm"
          variant="ghost"
          title={WORDS[pick].title}
          aria-pressed={view.pick === pick}
          className={cx('rounded-full border-border', view.pick === pick && 'bg-surface-sunken text-text')}
          onClick={() => setView({ pick: view.pick === pick ? null : pick, match: null, shownSpans: [] })}
        >
          {view.pick === pick && <Icon name="check" className="size-3" />}
          {WORDS[pick].text}
          <span className="font-normal tabular-nums text-text-muted">{formatCount(counts[pick])}</span>
        </Button>
      ))}
    </div>
  );
}

function pickCounts({ critical, selfNanos, errorCount }: TimelineModel): Readonly<Record<FindPick, number>> {
  return {
    critical: new Set(critical.segments.spans).size,
    errors: errorCount,
    slowest: largest(selfNanos, SLOWEST_COUNT).length,
  };
}
