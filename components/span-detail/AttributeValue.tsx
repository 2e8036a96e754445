'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import type { AttributeDetail } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { JsonValue } from './JsonValue';
import { shownValue } from './value-kind';

/** Longer texts are folded to this, so that one stack trace does not bury all other attributes. */
const FOLDED_LENGTH = 600;

/** An attribute's value, shown as what it is. */
export function AttributeValue({ attribute }: { readonly attribute: AttributeDetail }) {
  const [whole, setWhole] = useState(false);
  const value = shownValue(attribute);
  const { text } = attribute;
  if (value.show === 'json') return <JsonValue value={value.json} />;
  if (value.show === 'nothing') return <span className="italic text-text-muted">no value</span>;
  if (value.show === 'text' && text === '') return <span className="italic text-text-muted">empty text</span>;
  if (value.show === 'url') {
    return (
      <a href={value.href} target="_blank" rel="noreferrer noopener" className="text-accent underline">
        {text}
      </a>
    );
  }
  const folded = !whole && text.length > FOLDED_LENGTH;
  return (
    <>
      <span className="whitespace-pre-wrap" dir="auto">
        {folded ? `${text.slice(0, FOLDED_LENGTH)}…` : text}
      </span>
      {folded && (
        <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
          Show all {formatCount(text.length)} characters
        </Button>
      )}
    </>
  );
}
