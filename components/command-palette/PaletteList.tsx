'use client';

import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { Kbd } from '@/components/ui/Kbd';
import type { PaletteOption } from './palette-options';
import type { PaletteState } from './use-palette';

interface PaletteListProps {
  readonly palette: PaletteState;
  readonly listId: string;
  readonly optionId: (option: PaletteOption) => string;
  readonly choose: (option: PaletteOption) => void;
}

/** The options in their groups. The focus stays in the box, which names the active one. */
export function PaletteList({ palette, listId, optionId, choose }: PaletteListProps) {
  const { groups, active, activate } = palette;
  const list = useRef<HTMLDivElement>(null);
  const activeId = active?.id;
  useEffect(() => {
    if (activeId !== undefined)
      list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <div ref={list} id={listId} role="listbox" aria-label="Options" className="min-h-0 overflow-y-auto py-1">
      {groups.map(({ title, options }, group) => (
        <div key={title} role="group" aria-labelledby={`${listId}-group-${group}`}>
          <div id={`${listId}-group-${group}`} className="px-4 pt-2 pb-0.5 text-xs font-medium text-text-muted">
            {title}
          </div>
          {options.map((option) => (
            <div
              key={option.id}
              id={optionId(option)}
              role="option"
              aria-selected={option === active}
              tabIndex={-1}
              className={cx(
                'mx-1 flex cursor-pointer items-baseline gap-3 rounded-md border-l-2 px-3 py-1 text-sm',
                option === active ? 'border-accent bg-accent/10' : 'border-transparent',
              )}
              onPointerMove={() => {
                if (option !== active) activate(option);
              }}
              // Before the press takes the focus from the box.
              onMouseDown={(event) => {
                event.preventDefault();
                if (event.button === 0) choose(option);
              }}
            >
              <span className="min-w-0 truncate" dir="auto">
                {option.title}
              </span>
              <span className="ml-auto flex shrink-0 items-baseline gap-1 text-xs text-text-muted tabular-nums">
                {option.detail}
                {option.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
