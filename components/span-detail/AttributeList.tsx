'use client';

import { useState } from 'react';
import { TextInput } from '@/components/ui/TextInput';
import type { AttributeDetail } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { type AttributeActions, AttributeRow } from './AttributeRow';
import { attributeSearchHref } from './search-href';
import { matchesFilter } from './value-kind';

/** From this many on there is a filter. */
const FILTER_FROM = 6;

interface AttributeListProps {
  readonly attributes: readonly AttributeDetail[];
  /** What they are the attributes of: "the span". */
  readonly of: string;
  /** When the span ran, in Unix nanoseconds: searches look around that. Left out for what cannot be searched for. */
  readonly searchAtUnixNano?: string;
  /** What can be done with them in this trace; left out where rows cannot show them. */
  readonly actions?: AttributeActions;
  readonly droppedCount?: number;
}

/** Attributes with what one does with them: find one, copy its value, look for other traces that have it. */
export function AttributeList(props: AttributeListProps) {
  const { attributes, of, searchAtUnixNano, actions, droppedCount = 0 } = props;
  const [filter, setFilter] = useState('');
  const [nowMs] = useState(Date.now);
  const searchHref = ({ key, text }: AttributeDetail) =>
    searchAtUnixNano === undefined
      ? null
      : attributeSearchHref(key, text, Number(BigInt(searchAtUnixNano) / 1_000_000n), nowMs);
  const shown = attributes.filter((attribute) => matchesFilter(attribute, filter));
  return (
    <div className="flex max-w-4xl flex-col gap-1.5">
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
          <AttributeRow
            key={`${index} ${attribute.key}`}
            attribute={attribute}
            searchHref={searchHref(attribute)}
            actions={actions ?? null}
          />
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
