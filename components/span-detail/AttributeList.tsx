'use client';

import Link from 'next/link';
import { useState } from 'react';
import { CopyButton } from '@/components/ui/CopyButton';
import { Icon } from '@/components/ui/Icon';
import { TextInput } from '@/components/ui/TextInput';
import type { AttributeDetail } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { AttributeValue } from './AttributeValue';
import { attributeSearchHref } from './search-href';
import { matchesFilter, typeWord } from './value-kind';

/** From this many on there is a filter. */
const FILTER_FROM = 6;

interface AttributeListProps {
  readonly attributes: readonly AttributeDetail[];
  /** What they are the attributes of: "the span". */
  readonly of: string;
  /** When the span ran, in Unix nanoseconds: searches look around that. */
  readonly atUnixNano: string;
  readonly droppedCount?: number;
}

/** Attributes with what one does with them: find one, copy its value, look for other traces that have it. */
export function AttributeList({ attributes, of, atUnixNano, droppedCount = 0 }: AttributeListProps) {
  const [filter, setFilter] = useState('');
  const [nowMs] = useState(Date.now);
  const shown = attributes.filter((attribute) => matchesFilter(attribute, filter));
  return (
    <div className="flex flex-col gap-1.5">
      {attributes.length >= FILTER_FROM && (
        <TextInput
          type="search"
          aria-label={`Filter the attributes of ${of}`}
          placeholder={`Filter ${formatCount(attributes.length)} attributes`}
          className="h-7"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      {attributes.length === 0 && droppedCount === 0 && (
        <p className="text-sm text-text-muted">No attributes on {of}.</p>
      )}
      {attributes.length > 0 && shown.length === 0 && (
        <p className="text-sm text-text-muted">None of the {formatCount(attributes.length)} attributes matches.</p>
      )}
      <ul className="divide-y divide-border">
        {shown.map((attribute, index) => (
          // A key may come twice; nothing says that it must not.
          <AttributeRow key={`${index} ${attribute.key}`} attribute={attribute} nowMs={nowMs} atUnixNano={atUnixNano} />
        ))}
      </ul>
      {droppedCount > 0 && (
        <p className="text-sm text-warning">
          {formatCount(droppedCount)} {droppedCount === 1 ? 'attribute was' : 'attributes were'} dropped before it was
          stored.
        </p>
      )}
    </div>
  );
}

interface AttributeRowProps {
  readonly attribute: AttributeDetail;
  readonly atUnixNano: string;
  readonly nowMs: number;
}

function AttributeRow({ attribute, atUnixNano, nowMs }: AttributeRowProps) {
  const { key, text, type } = attribute;
  return (
    <li className="group grid grid-cols-[minmax(6rem,2fr)_3fr_auto] items-start gap-x-3 py-1 text-sm">
      <span className="break-words pt-0.5 text-text-muted">{key}</span>
      <div className="min-w-0 break-words pt-0.5 font-mono text-[0.92em]">
        <AttributeValue attribute={attribute} />
        {typeWord(type) !== '' && <span className="pl-1.5 font-sans text-xs text-text-muted">{typeWord(type)}</span>}
      </div>
      <span className="flex opacity-60 focus-within:opacity-100 group-hover:opacity-100">
        <CopyButton text={text} label={`Copy the value of ${key}`} />
        <Link
          href={attributeSearchHref(key, text, Number(BigInt(atUnixNano) / 1_000_000n), nowMs)}
          title={`Search for traces with this ${key}`}
          aria-label={`Search for traces with this ${key}`}
          className="inline-flex size-6 items-center justify-center rounded-md text-text-muted hover:bg-surface-sunken hover:text-text"
        >
          <Icon name="search" className="size-3.5" />
        </Link>
      </span>
    </li>
  );
}
