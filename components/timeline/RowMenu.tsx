'use client';

import { type ComponentProps, type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { Kbd } from '@/components/ui/Kbd';
import type { RowTarget } from './layout-rows';
import { rowActions } from './row-actions';
import type { TimelineState } from './use-timeline';

/** A row whose menu is open, and where, in coordinates of the window. */
export interface RowMenuPlace {
  readonly target: RowTarget;
  readonly x: number;
  readonly y: number;
}

interface RowMenuProps {
  readonly timeline: TimelineState;
  readonly place: RowMenuPlace;
  readonly onClose: () => void;
}

const EDGE = 8;

/** What can be done with a row. In a popover, so that the browser closes it and gives the focus back. */
export function RowMenu({ timeline, place, onClose }: RowMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const { x, y } = place;
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(EDGE, Math.min(x, window.innerWidth - width - EDGE))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(y, window.innerHeight - height - EDGE))}px`;
    element.querySelector('button')?.focus();
  }, [x, y]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = [...event.currentTarget.querySelectorAll('button')];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items.at(next % items.length)?.focus();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      menu.current?.hidePopover();
    }
  };
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label="What can be done with the row"
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
      className="fixed inset-auto m-0 min-w-56 rounded-md border border-border-strong bg-surface-raised p-1 text-text shadow-lg"
    >
      {rowActions(timeline, place.target).map(({ title, keys, command }) => (
        <button
          key={title}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            menu.current?.hidePopover();
            timeline.run(command, { at: place.target });
          }}
          className="flex w-full items-center justify-between gap-6 rounded-sm px-2 py-1 text-left text-sm hover:bg-surface-sunken focus-visible:-outline-offset-2"
        >
          {title}
          <span className="flex gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </span>
        </button>
      ))}
    </div>
  );
}

/** Opens the menu of the row that it is on, for whoever points or touches. */
export function RowMenuButton(props: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-label="What can be done with this row"
      aria-haspopup="menu"
      title="More"
      {...props}
      className="absolute z-10 flex items-center justify-center rounded-sm bg-surface-raised text-text-muted hover:bg-surface-sunken hover:text-text [&[hidden]]:hidden"
    >
      ⋯
    </button>
  );
}
