'use client';

import Link from 'next/link';
import { CopyButton } from '@/components/ui/CopyButton';
import { Icon } from '@/components/ui/Icon';
import { IconButton } from '@/components/ui/IconButton';
import type { AttributeDetail } from '@/lib/api/contract';
import { MAX_PILLS } from '@/lib/url/trace-pills';
import { AttributeValue } from './AttributeValue';
import { typeWord } from './value-kind';

/** What one does with an attribute in the trace on the screen. */
export interface AttributeActions {
  /** The keys whose values the rows of the trace show. */
  readonly pills: readonly string[];
  readonly onPill: (key: string) => void;
  /** Adds the attribute to what is looked for in the trace. */
  readonly onFind: (key: string, text: string) => void;
}

interface AttributeRowProps {
  readonly attribute: AttributeDetail;
  /** Null where no search finds it. */
  readonly searchHref: string | null;
  readonly actions: AttributeActions | null;
}

/** One attribute: its key, its value as what it is, and buttons. */
export function AttributeRow({ attribute, searchHref, actions }: AttributeRowProps) {
  const { key, text } = attribute;
  const word = typeWord(attribute);
  return (
    <li className="group grid grid-cols-[minmax(6rem,2fr)_3fr_auto] items-start gap-x-3 py-1 text-sm">
      <span className="break-words pt-0.5 text-text-muted">{key}</span>
      <div className="min-w-0 break-words pt-0.5 font-mono text-[0.92em]">
        <AttributeValue attribute={attribute} />
        {word !== '' && <span className="pl-1.5 font-sans text-xs text-text-muted">{word}</span>}
      </div>
      <span className="flex opacity-60 focus-within:opacity-100 group-hover:opacity-100">
        <CopyButton text={text} label={`Copy the value of ${key}`} />
        {actions !== null && <TraceActions attribute={attribute} actions={actions} />}
        {searchHref !== null && (
          <Link
            href={searchHref}
            title={`Search for traces with this ${key}`}
            aria-label={`Search for traces with this ${key}`}
            className="inline-flex size-6 items-center justify-center rounded-md text-text-muted hover:bg-surface-sunken hover:text-text"
          >
            <Icon name="search" className="size-3.5" />
          </Link>
        )}
      </span>
    </li>
  );
}

function TraceActions({ attribute, actions }: { attribute: AttributeDetail; actions: AttributeActions }) {
  const { key, text } = attribute;
  const shown = actions.pills.includes(key);
  const full = !shown && actions.pills.length >= MAX_PILLS;
  return (
    <>
      <IconButton
        icon="tag"
        label={
          full
            ? `Rows show ${MAX_PILLS} attributes already: take one away to show ${key}`
            : `Show ${key} on the rows of the trace`
        }
        aria-pressed={shown}
        disabled={full}
        onClick={() => actions.onPill(key)}
        className="size-6"
      />
      <IconButton
        icon="filter"
        label={`Add this ${key} to what is looked for in the trace`}
        onClick={() => actions.onFind(key, text)}
        className="size-6"
      />
    </>
  );
}
