'use client';

import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { useDownloads } from './use-downloads';

const ITEM =
  'block w-full rounded-sm px-2 py-1 text-left text-sm whitespace-nowrap hover:bg-surface-sunken focus-visible:-outline-offset-2';

/** The trace as a file: OTLP JSON, Jaeger's JSON, a table of its spans, or a picture of what is seen. */
export function DownloadMenu({ facts }: { readonly facts: TimelineModel }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { choices, done, failure } = useDownloads(facts);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only listens to what bubbles from the buttons in it
    <div className="relative flex items-center gap-2" onKeyDown={onKeyDown} onBlur={onBlur}>
      <p role="status" className="max-w-72 text-xs text-error empty:-mr-2">
        {failure}
      </p>
      <Button ref={button} size="sm" aria-expanded={open} disabled={done !== null} onClick={() => setOpen(!open)}>
        <Icon name="arrow-down" className="size-3.5" />
        {done === null ? 'Download' : `Writing, ${Math.round(done * 100)} %`}
      </Button>
      {open && (
        <ul
          aria-label="Download"
          className="absolute top-full right-0 z-20 mt-1 rounded-md border border-border-strong bg-surface-raised p-1 shadow-lg"
        >
          {choices().map(({ title, file, run }) => (
            <li key={title}>
              {file !== undefined ? (
                <a href={file.href} download={file.name} onClick={() => setOpen(false)} className={ITEM}>
                  {title}
                </a>
              ) : (
                <button
                  type="button"
                  onClick={() => {
                    setOpen(false);
                    run();
                  }}
                  className={ITEM}
                >
                  {title}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
