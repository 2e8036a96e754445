'use client';

import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import type { CompletionOption } from './completion-options';
import { useCompletion } from './use-completion';

interface ComboboxOptions {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

/**
 * A text box with a list of completions, after the combobox pattern of the ARIA practices: the focus stays in the box, the
 * arrows move through the list, Enter or Tab takes what is marked, Escape closes the list. Nothing is marked by itself, so
 * Enter without an arrow is free for the form.
 */
export function useCombobox({ text, onChange, input }: ComboboxOptions) {
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [cursor, setCursor] = useState(0);
  const [marked, setMarked] = useState<number | null>(null);
  const options = useCompletion(text, Math.min(cursor, text.length), open);
  const shown = open && options.length > 0;
  const active = shown && marked !== null && marked < options.length ? marked : null;

  // The caret can only be placed once the new text is in the box.
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const choose = (option: CompletionOption) => {
    caret.current = option.after.cursor;
    setCursor(option.after.cursor);
    setMarked(null);
    onChange(option.after.text);
    input.current?.focus();
  };
  const close = () => {
    setOpen(false);
    setMarked(null);
  };
  const move = (step: 1 | -1) => {
    setCursor(input.current?.selectionStart ?? text.length);
    setOpen(true);
    if (options.length === 0) return;
    // One place before the first stands for "none".
    const places = options.length + 1;
    const next = ((active ?? -1) + 1 + step + places) % places;
    setMarked(next === 0 ? null : next - 1);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const option = active === null ? undefined : options[active];
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && option) choose(option);
    else if (event.key === 'Escape' && open) close();
    else return;
    event.preventDefault();
  };

  return {
    options: shown ? options : [],
    active,
    listId,
    optionId: (index: number) => `${listId}-${index}`,
    choose,
    close,
    inputProps: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': shown,
      'aria-controls': listId,
      'aria-activedescendant': active === null ? undefined : `${listId}-${active}`,
      onKeyDown,
      onChange: (event: { readonly currentTarget: HTMLInputElement }) => {
        setCursor(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
        setOpen(true);
        setMarked(null);
        onChange(event.currentTarget.value);
      },
      onClick: () => setCursor(input.current?.selectionStart ?? text.length),
      onBlur: close,
    },
  } as const;
}
