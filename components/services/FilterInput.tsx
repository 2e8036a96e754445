'use client';

import { useState } from 'react';
import { TextInput } from '@/components/ui/TextInput';

interface FilterInputProps {
  /** The filter that is in the URL. */
  readonly value: string;
  readonly onChange: (filter: string) => void;
}

/** A filter box. The URL follows a moment after each key, so while one types the text is kept here, or letters would be lost. */
export function FilterInput({ value, onChange }: FilterInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextInput
      type="search"
      aria-label="Filter services and operations"
      placeholder="Filter services and operations"
      className="max-w-80 flex-1"
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.target.value);
        onChange(event.target.value);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
