'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { formatCount } from '@/lib/base/units';
import { ExactNumber } from '@/lib/otlp/exact-json';

/** As many members of one level are shown before one asks for the rest. */
const FIRST_MEMBERS = 100;

interface JsonValueProps {
  readonly value: unknown;
  /** The member's name or index; left out at the top. */
  readonly name?: string;
}

/** A JSON value, each object and array folded. What is folded does not exist yet, so depth and size cost nothing. */
export function JsonValue({ value, name }: JsonValueProps) {
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const label = name === undefined ? null : <span className="text-text-muted">{name}: </span>;
  if (!isNested(value)) {
    return (
      <div className="break-words pl-4">
        {label}
        {plainText(value)}
      </div>
    );
  }
  const members = Object.entries(value);
  const isArray = Array.isArray(value);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="break-words">
        {label}
        {isArray ? '[' : '{'}
        {open ? '' : `${preview(members, isArray)}${isArray ? ']' : '}'}`}
      </summary>
      {open && (
        <div className="border-l border-border pl-2">
          {members.slice(0, all ? members.length : FIRST_MEMBERS).map(([key, member]) => (
            <JsonValue key={key} name={key} value={member} />
          ))}
          {!all && members.length > FIRST_MEMBERS && (
            <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
              Show all {formatCount(members.length)}
            </Button>
          )}
        </div>
      )}
    </details>
  );
}

const PREVIEW_LENGTH = 60;

/** What is inside, as far as it fits into a line. */
function preview(members: readonly (readonly [string, unknown])[], isArray: boolean): string {
  let text = '';
  for (const [key, member] of members) {
    const shown = isNested(member) ? '…' : plainText(member).slice(0, 40);
    text += `${text === '' ? '' : ', '}${isArray ? '' : `${key}: `}${shown}`;
    if (text.length > PREVIEW_LENGTH) return `${text.slice(0, PREVIEW_LENGTH)}…`;
  }
  return text;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}

function plainText(value: unknown): string {
  return value instanceof ExactNumber ? value.source : JSON.stringify(value);
}
