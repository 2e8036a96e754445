'use client';

import { type FormEvent, useState } from 'react';
import { Button } from './Button';
import { TextInput } from './TextInput';

interface AbsoluteRangeFormProps {
  readonly startMs: number;
  readonly endMs: number;
  readonly onApply: (startMs: number, endMs: number) => void;
}

/** Two local times with seconds. Only a start before its end can be applied. */
export function AbsoluteRangeForm({ startMs, endMs, onApply }: AbsoluteRangeFormProps) {
  const [start, setStart] = useState(() => toLocalInput(startMs));
  const [end, setEnd] = useState(() => toLocalInput(endMs));
  const [error, setError] = useState('');
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const from = new Date(start).getTime();
    const to = new Date(end).getTime();
    if (from < to) onApply(from, to);
    else setError('Choose a start before the end.');
  };
  return (
    <form onSubmit={apply} className="flex flex-wrap items-center gap-2">
      <TextInput
        type="datetime-local"
        step={1}
        aria-label="From"
        className="w-52"
        value={start}
        onChange={(event) => setStart(event.target.value)}
      />
      <TextInput
        type="datetime-local"
        step={1}
        aria-label="To"
        className="w-52"
        value={end}
        aria-invalid={error !== '' || undefined}
        onChange={(event) => setEnd(event.target.value)}
      />
      <Button type="submit">Apply</Button>
      {error !== '' && (
        <span role="alert" className="text-xs text-error">
          {error}
        </span>
      )}
    </form>
  );
}

/** `2026-11-03T14:05:06`, local: what a datetime-local input takes. */
function toLocalInput(ms: number): string {
  const date = new Date(ms);
  const local = new Date(ms - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
