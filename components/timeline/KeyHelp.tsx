'use client';

import { useEffect, useId, useRef } from 'react';
import { useCommandSource } from '@/components/ui/command-source';
import { Kbd } from '@/components/ui/Kbd';
import { KEY_HELP } from './timeline-keys';
import { TYPED_INTO } from './use-timeline-keys';

const WITH_THE_WHEEL: readonly (readonly [string, string])[] = [
  ['Ctrl or ⌘ and the wheel', 'Zoom at the pointer'],
  ['Shift and the wheel', 'Pan'],
  ['Drag on the ruler or the minimap', 'Zoom into what was dragged over'],
  ['Two fingers on the rows', 'Zoom and pan'],
  ['Shift and drag on the rows', 'Measure; both ends take the start or end of a span near by'],
  ['Double click on a bar', 'Fit it'],
];

/** The list of keys, in a popover of the browser's own; `?` opens and closes it. */
export function KeyHelp() {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useCommandSource({
    commands: () => [{ title: 'Show the list of keys', keys: ['?'], run: () => list.current?.showPopover() }],
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (key !== '?' || ctrlKey || metaKey || altKey) return;
      if (target instanceof HTMLElement && target.matches(TYPED_INTO)) return;
      event.preventDefault();
      list.current?.togglePopover();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-keyshortcuts="?"
        className="inline-flex h-6 items-center rounded-md px-2 text-xs font-medium text-text-muted hover:bg-surface-sunken hover:text-text"
      >
        Keys
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Keys and pointer"
        tabIndex={-1}
        // With the focus the list can be scrolled by key; the browser gives it back.
        onToggle={({ newState }) => newState === 'open' && list.current?.focus()}
        className="m-auto max-h-[calc(100dvh-2rem)] w-[36rem] max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border border-border-strong bg-surface-raised p-4 text-text shadow-lg"
      >
        <h2 className="pb-2 text-base font-semibold">Keys and pointer</h2>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-sm">
          {KEY_HELP.map(([keys, does]) => (
            <div key={does} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
          {WITH_THE_WHEEL.map(([input, does]) => (
            <div key={does} className="contents">
              <dt className="text-text-muted">{input}</dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
