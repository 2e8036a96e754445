'use client';

import Link from 'next/link';
import { Fragment } from 'react';
import { CopyButton } from '@/components/ui/CopyButton';
import { cx } from '@/components/ui/cx';
import { Icon, type IconName } from '@/components/ui/Icon';
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

const ACTION =
  'inline-flex size-6 items-center justify-center rounded-md text-text-muted hover:bg-surface-sunken hover:text-text aria-pressed:bg-accent/12 aria-pressed:text-accent aria-pressed:hover:text-accent disabled:opacity-50';
/** Four buttons on each of dozens of rows: they stay behind what they are about, still at 3:1. */
const QUIET = 'opacity-75 group-hover:opacity-100 focus-visible:opacity-100';

/** One attribute: its key, its value as what it is, and buttons. */
export function AttributeRow({ attribute, searchHref, actions }: AttributeRowProps) {
  const { key, text } = attribute;
  const word = typeWord(attribute);
  return (
    <li className="group grid grid-cols-[minmax(6rem,2fr)_3fr_auto] items-start gap-x-3 py-1 text-sm">
      <span className="break-words pt-0.5 text-text-muted">
        <Key text={key} />
      </span>
      <div className="min-w-0 break-words pt-0.5 font-mono text-[0.92em]">
        <AttributeValue attribute={attribute} />
        {word !== '' && <span className="pl-1.5 font-sans text-xs text-text-muted">{word}</span>}
      </div>
      <span className="flex">
        <CopyButton text={text} label={`Copy the value of ${key}`} className={QUIET} />
        {actions !== null && <TraceActions attribute={attribute} actions={actions} />}
        {searchHref !== null && (
          <Link
            href={searchHref}
            title={`Search for traces with this ${key}`}
            aria-label={`Search for traces with this ${key}`}
            className={cx(ACTION, QUIET)}
          >
            <Icon name="search" className="size-3.5" />
          </Link>
        )}
      </span>
    </li>
  );
}

/** A key that is too long breaks behind its dots and underscores. */
function Key({ text }: { readonly text: string }) {
  return text.split(/(?<=[._])/).map((part, index) => (
    <Fragment key={`${index} ${part}`}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function TraceActions({ attribute, actions }: { attribute: AttributeDetail; actions: AttributeActions }) {
  const { key, text } = attribute;
  const shown = actions.pills.includes(key);
  const full = !shown && actions.pills.length >= MAX_PILLS;
  return (
    <>
      <ActionButton
        icon="tag"
        label={
          full
            ? `Rows show ${MAX_PILLS} attributes already: take one away to show ${key}`
            : `Show ${key} on the rows of the trace`
        }
        pressed={shown}
        disabled={full}
        onClick={() => actions.onPill(key)}
      />
      <ActionButton
        icon="filter"
        label={`Add this ${key} to what is looked for in the trace`}
        onClick={() => actions.onFind(key, text)}
      />
    </>
  );
}

interface ActionButtonProps {
  readonly icon: IconName;
  readonly label: string;
  /** Of a toggle. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function ActionButton({ icon, label, pressed, disabled, onClick }: ActionButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
      className={cx(ACTION, pressed !== true && QUIET)}
    >
      <Icon name={icon} className="size-3.5" />
    </button>
  );
}
