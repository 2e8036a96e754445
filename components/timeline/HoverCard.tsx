'use client';

import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import { formatShare } from '@/lib/base/share';
import { formatDuration } from '@/lib/base/units';
import { extraWords, type RowExtras } from './extra-words';
import { gapOf, groupOf, isSpan } from './layout-rows';
import { rowFacts } from './row-facts';
import { rowRemarks } from './row-words';
import type { CardPlace } from './use-hover';
import type { TimelineState } from './use-timeline';

const CARD_WIDTH = 340;
const OFFSET = 14;
/** Below this much room the card goes above the pointer. */
const ROOM_BELOW = 190;

interface HoverCardProps {
  readonly timeline: TimelineState;
  readonly extras: RowExtras;
  readonly place: CardPlace | null;
}

/** What the row under the pointer says in full, for names that are cut and glyphs that one has forgotten. */
export function HoverCard({ timeline, extras, place }: HoverCardProps) {
  const { model, rows } = timeline;
  const target = place === null ? undefined : rows.targets[place.row];
  if (place === null || target === undefined || gapOf(target) !== -1) return null;
  const facts = rowFacts(model, target, rows.folds[place.row] as number, timeline.find.found);
  const group = model.groups[groupOf(target)];
  const whole = model.within === null ? 'trace' : 'sub-tree';
  const above = window.innerHeight - place.y < ROOM_BELOW;
  return (
    <div
      // The same is in the row for screen readers, and in the details.
      aria-hidden="true"
      className="pointer-events-none fixed z-30 flex flex-col gap-1 rounded-md border border-border-strong bg-surface-raised px-3 py-2 text-sm shadow-lg"
      style={{
        width: CARD_WIDTH,
        left: Math.max(8, Math.min(place.x + OFFSET, window.innerWidth - CARD_WIDTH - 8)),
        ...(above ? { bottom: window.innerHeight - place.y + OFFSET } : { top: place.y + OFFSET }),
      }}
    >
      <ServiceName name={facts.service} className="text-text-muted" />
      {facts.name !== '' && <p className="line-clamp-4 break-words font-medium">{facts.name}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-xs">
        {isSpan(target) && (
          <>
            <Fact term="Duration">
              <Duration nanos={model.trace.durations[target] ?? 0} />
              {` · ${formatShare(model.trace.durations[target] ?? 0, model.extent)} of the ${whole}`}
            </Fact>
            <Fact term="Self time">
              {formatDuration(model.selfNanos[target] ?? 0)}
              {` · ${formatShare(model.selfNanos[target] ?? 0, model.extent)} of the ${whole}`}
            </Fact>
            <Fact term="Starts at">{formatDuration(model.trace.starts[target] ?? 0)}</Fact>
          </>
        )}
        {group !== undefined && (
          <>
            <Fact term="Busy">{formatDuration(group.busyNanos)} with at least one span</Fact>
            <Fact term="Added up">{formatDuration(group.totalNanos)}</Fact>
            <Fact term="Self time">{formatDuration(group.selfNanos)}</Fact>
          </>
        )}
      </dl>
      {isSpan(target) &&
        extraWords(extras, target).map((words) => (
          <p key={words} className="line-clamp-3 break-words text-xs">
            {words}
          </p>
        ))}
      {rowRemarks(model, target, facts).map((remark) => (
        <p key={remark} className="text-xs text-text-muted">
          {remark}
        </p>
      ))}
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-text-muted">{term}</dt>
      <dd className="tabular-nums">{children}</dd>
    </>
  );
}
