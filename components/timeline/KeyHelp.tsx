'use client';

import { useId } from 'react';
import { Kbd } from '@/components/ui/Kbd';
import { KEY_HELP } from './timeline-keys';

const WITH_THE_WHEEL: readonly (readonly [string, string])[] = [
  ['Ctrl or ⌘ and the wheel', 'Zoom at the pointer'],
  ['Shift and the wheel', 'Pan'],
  ['Drag on the ruler or the minimap', 'Zoom into what was dragged over'],
  ['Double click on a bar', 'Fit it'],
];

/** The list of keys, in a popover of the browser's own. */
export function KeyHelp() {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="inline-flex h-6 items-center rounded-md px-2 text-xs font-medium text-text-muted hover:bg-surface-sunken hover:text-text"
      >
        Keys
      </button>
      <div
        id={id}
        popover="auto"
        className="m-auto w-[26rem] max-w-[calc(100vw-2rem)] rounded-lg border border-border-strong bg-surface-raised p-4 text-text shadow-lg"
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
