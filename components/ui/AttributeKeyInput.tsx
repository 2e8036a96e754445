'use client';

import { type KeyboardEvent, useId, useState } from 'react';
import { formatCount } from '@/lib/base/units';
import { TextInput } from './TextInput';

interface AttributeKeyInputProps {
  readonly label: string;
  readonly current: string;
  /** Those that are offered, with how many spans have them. */
  readonly keys: readonly { readonly key: string; readonly spanCount: number }[];
  /** How many there are in all; 0 while it is not known. */
  readonly keyCount: number;
  /** Whether the keys could not be loaded. */
  readonly failed: boolean;
  readonly maxLength: number;
  /** A key that is not the current one, by picking it, by Enter or by leaving the field. */
  readonly onChoose: (key: string) => void;
  readonly className?: string;
}

/** The key of an attribute, chosen among those that the spans have, or typed. */
export function AttributeKeyInput(props: AttributeKeyInputProps) {
  const { label, current, keys, keyCount, failed, maxLength, onChoose, className = 'w-64' } = props;
  const listId = useId();
  const [text, setText] = useState(current);
  const choose = (key: string) => {
    if (key.trim() !== '' && key.trim() !== current) onChoose(key.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') choose(text);
  };
  return (
    <>
      <TextInput
        aria-label={label}
        placeholder="Key, such as order.id"
        list={listId}
        value={text}
        maxLength={maxLength}
        onKeyDown={onKeyDown}
        onBlur={() => choose(text)}
        onChange={({ target }) => {
          setText(target.value);
          // A key that is picked from the list comes whole.
          if (keys.some(({ key }) => key === target.value)) choose(target.value);
        }}
        className={className}
      />
      <datalist id={listId}>
        {keys.map(({ key, spanCount }) => (
          <option key={key} value={key} label={`${formatCount(spanCount)} ${spanCount === 1 ? 'span' : 'spans'}`} />
        ))}
      </datalist>
      {failed && <span className="text-xs text-text-muted">The list of keys could not be loaded.</span>}
      {keys.length < keyCount && (
        <span className="text-xs text-text-muted">
          {formatCount(keys.length)} of {formatCount(keyCount)} keys are listed; any can be typed.
        </span>
      )}
    </>
  );
}
