'use client';

import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { MAX_JSON_SPANS } from '@/components/trace-json/json-size';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { traceJsonUrl } from '@/lib/api/trace-tabs';
import { runSteps } from '@/lib/base/steps';
import { formatCount } from '@/lib/base/units';
import { csvSteps } from '@/lib/trace/csv';
import type { TraceFacts } from '@/lib/trace/trace-facts';
import { saveFile } from './save-file';

const ITEM =
  'block w-full rounded-sm px-2 py-1 text-left text-sm whitespace-nowrap hover:bg-surface-sunken focus-visible:-outline-offset-2';

/** The trace as a file: OTLP JSON, Jaeger's JSON, or a table of its spans. */
export function DownloadMenu({ facts }: { readonly facts: TraceFacts }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { traceId, spanCount } = facts.trace;

  const saveCsv = async () => {
    setOpen(false);
    setDone(0);
    const parts = await runSteps(csvSteps(facts.trace, facts.selfNanos), new AbortController().signal, setDone);
    if (parts !== null) saveFile(parts, `trace-${traceId}.csv`, 'text/csv');
    setDone(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const file = (format: 'otlp' | 'jaeger', label: string) => (
    <li>
      <a
        href={traceJsonUrl(traceId, format)}
        download={`trace-${traceId}.${format}.json`}
        onClick={() => setOpen(false)}
        className={ITEM}
      >
        {label}
      </a>
    </li>
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only listens to what bubbles from the buttons in it
    <div className="relative" onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button ref={button} size="sm" aria-expanded={open} disabled={done !== null} onClick={() => setOpen(!open)}>
        <Icon name="arrow-down" className="size-3.5" />
        {done === null ? 'Download' : `Writing, ${Math.round(done * 100)} %`}
      </Button>
      {open && (
        <ul
          aria-label="Download"
          className="absolute right-0 z-20 mt-1 rounded-md border border-border-strong bg-surface-raised p-1 shadow-lg"
        >
          {spanCount <= MAX_JSON_SPANS ? (
            <>
              {file('otlp', 'OTLP JSON')}
              {file('jaeger', 'Jaeger JSON')}
            </>
          ) : (
            <li className="max-w-56 px-2 py-1 text-xs text-text-muted">
              JSON is made of traces of up to {formatCount(MAX_JSON_SPANS)} spans.
            </li>
          )}
          <li>
            <button type="button" onClick={() => void saveCsv()} className={ITEM}>
              Spans as CSV
            </button>
          </li>
        </ul>
      )}
    </div>
  );
}
