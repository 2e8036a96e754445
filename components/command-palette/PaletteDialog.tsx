'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '@/components/ui/Icon';
import { formatCount } from '@/lib/base/units';
import { PaletteList } from './PaletteList';
import type { PaletteOption } from './palette-options';
import { usePalette } from './use-palette';

/** As many options as a page of the list has, for Page Up and Page Down. */
const PAGE = 8;

/** The palette: a combobox in a dialog, after the patterns of the ARIA practices. The focus stays in the box. */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const palette = usePalette(text);
  const { options, active } = palette;
  const listId = useId();
  const optionId = ({ id }: PaletteOption) => `${listId}-${id.replaceAll(' ', '-')}`;

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // While it is still in the document: the browser gives the focus back only then.
    return () => element?.close();
  }, []);

  const choose = ({ action }: PaletteOption) => {
    // First, so that what runs may move the focus on from where it was before.
    dialog.current?.close();
    onClose();
    if ('href' in action) router.push(action.href);
    else action.run();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') palette.move(1);
    else if (event.key === 'ArrowUp') palette.move(-1);
    else if (event.key === 'PageDown') palette.move(Math.min(PAGE, options.length - 1 - at()));
    else if (event.key === 'PageUp') palette.move(-Math.min(PAGE, at()));
    else if (event.key === 'Enter' && active !== undefined) choose(active);
    else return;
    event.preventDefault();
  };
  const at = () => (active === undefined ? 0 : options.indexOf(active));

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click beside it closes it, as Escape does
    <dialog
      ref={dialog}
      aria-label="Commands"
      onClose={() => {
        if (dialog.current?.open === false) onClose();
      }}
      // A press on a heading would take the focus from the box, and keys would then go to the page below.
      onMouseDown={(event) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      className="mx-auto mt-[10vh] mb-auto w-[40rem] max-w-[calc(100vw-2rem)] overflow-hidden rounded-lg border border-border-strong bg-surface-raised p-0 text-text shadow-lg backdrop:bg-black/30"
    >
      <div className="flex max-h-[70vh] flex-col">
        <div className="relative border-b border-border">
          <Icon name="search" className="pointer-events-none absolute top-3.5 left-4 text-text-muted" />
          <input
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- what a dialog that was asked for is for
            autoFocus
            type="text"
            role="combobox"
            aria-label="Command, page, span or id"
            aria-expanded={options.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active === undefined ? undefined : optionId(active)}
            placeholder="Command, page, span, trace or order id"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            className="h-11 w-full bg-transparent pr-4 pl-11 text-base outline-none placeholder:text-text-muted"
          />
        </div>
        <PaletteList palette={palette} listId={listId} optionId={optionId} choose={choose} />
        <p role="status" className="sr-only">
          {palette.looking
            ? 'Looking through the spans'
            : `${formatCount(options.length)} ${options.length === 1 ? 'option' : 'options'}`}
        </p>
      </div>
    </dialog>
  );
}
