'use client';

import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { IconButton } from '@/components/ui/IconButton';
import type { Trace } from '@/lib/trace/trace';
import { DEFAULT_TRACE_PILLS, MAX_PILL_KEY, MAX_PILLS, togglePill } from '@/lib/url/trace-pills';
import { TraceKeyInput } from './TraceKeyInput';

interface PillChooserProps {
  readonly trace: Trace;
  readonly pills: readonly string[];
  readonly onChange: (pills: readonly string[]) => void;
}

/** Which attributes are behind the names of spans, in a list that opens below its button. */
export function PillChooser({ trace, pills, onChange }: PillChooserProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // What is taken away under the pointer loses the focus to nowhere.
    if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only listens to what bubbles from what is in it
    <div className="relative shrink-0" onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button ref={button} size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="tag" className="size-3.5" />
        Pills
        <span className="font-normal">
          {pills.length === 0 ? 'none' : pills.length === 1 ? pills[0] : pills.length}
        </span>
      </Button>
      {open && (
        <div
          role="group"
          aria-label="Attributes behind the names"
          className="absolute top-full right-0 z-30 mt-1 flex w-72 flex-col gap-2 rounded-md border border-border-strong bg-surface-raised p-3 text-sm shadow-lg"
        >
          <p className="text-xs text-text-muted">Behind the name of each span that has them, at most {MAX_PILLS}:</p>
          <ul className="flex flex-col">
            {pills.map((key) => (
              <li key={key} className="flex items-center justify-between gap-2">
                <span className="min-w-0 break-words">{key}</span>
                <IconButton
                  icon="close"
                  label={`Take ${key} away`}
                  className="size-6"
                  onClick={() => {
                    onChange(togglePill(pills, key));
                    button.current?.focus();
                  }}
                />
              </li>
            ))}
          </ul>
          {pills.length < MAX_PILLS ? (
            <TraceKeyInput
              key={pills.length}
              trace={trace}
              label="Attribute to add"
              current=""
              maxLength={MAX_PILL_KEY}
              onChoose={(key) => {
                if (!pills.includes(key)) onChange(togglePill(pills, key));
              }}
            />
          ) : (
            <p className="text-xs text-text-muted">Take one away to add another.</p>
          )}
          {(pills.length !== 1 || pills[0] !== DEFAULT_TRACE_PILLS.pills[0]) && (
            <Button
              size="sm"
              variant="ghost"
              className="self-start"
              onClick={() => onChange(DEFAULT_TRACE_PILLS.pills)}
            >
              Only {DEFAULT_TRACE_PILLS.pills[0]}, as at first
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
