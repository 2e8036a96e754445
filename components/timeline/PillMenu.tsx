'use client';

import Link from 'next/link';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { CopyButton } from '@/components/ui/CopyButton';
import { Icon } from '@/components/ui/Icon';
import { type PillValue, shownText } from './extra-words';

/** The search for all traces that have an attribute, around a moment. */
export type AttributeSearchHref = (key: string, value: string, atMs: number, nowMs: number) => string;

/** The attributes of a span that were asked for, and where, in coordinates of the window. */
export interface PillMenuPlace {
  readonly span: number;
  readonly pills: readonly PillValue[];
  readonly x: number;
  readonly y: number;
}

const WIDTH = 288;
/** About as high as the menu of one pill. */
const ROOM_BELOW = 140;

interface PillMenuProps {
  readonly place: PillMenuPlace;
  readonly hrefOf: (pill: PillValue) => string;
  readonly onFind: (pill: PillValue) => void;
  /** `focusBack`: by a key, so that the focus goes back to the row. */
  readonly onClose: (focusBack: boolean) => void;
}

const ACTION =
  'flex items-center gap-2 rounded-sm px-2 py-1 text-left hover:bg-surface-sunken focus-visible:-outline-offset-2';

/** What one does with the attributes behind a span's name: find them in this trace, search all traces, copy them. */
export function PillMenu({ place, hrefOf, onFind, onClose }: PillMenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    // The keys of the timeline are not for what is in the menu.
    event.stopPropagation();
    if (event.key === 'Escape') onClose(true);
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) onClose(false);
  };
  const above = window.innerHeight - place.y < ROOM_BELOW;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only listens to what bubbles from what is in it
    <div
      ref={box}
      role="dialog"
      aria-label="Attributes of the span"
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="fixed z-30 flex max-h-80 flex-col gap-2 overflow-y-auto rounded-md border border-border-strong bg-surface-raised p-2 text-sm shadow-lg"
      style={{
        width: WIDTH,
        left: Math.max(8, Math.min(place.x, window.innerWidth - WIDTH - 8)),
        ...(above ? { bottom: window.innerHeight - place.y } : { top: place.y }),
      }}
    >
      {place.pills.map((pill) => (
        <div key={pill.key} className="flex flex-col">
          <p className="flex items-start gap-2 px-2 pb-1">
            <span className="min-w-0 flex-1 break-words">
              <span className="text-text-muted">{pill.key}</span>{' '}
              <span className="font-mono text-[0.92em]">{shownText(pill.value)}</span>
            </span>
            <CopyButton text={pill.value} label={`Copy the value of ${pill.key}`} />
          </p>
          <button type="button" className={ACTION} onClick={() => onFind(pill)}>
            <Icon name="filter" className="size-3.5" />
            Find in this trace
          </button>
          <Link href={hrefOf(pill)} className={ACTION}>
            <Icon name="search" className="size-3.5" />
            Search all traces
          </Link>
        </div>
      ))}
    </div>
  );
}
