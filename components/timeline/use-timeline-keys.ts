'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { type Command, commandOf } from './timeline-keys';

/**
 * Sends keys to the timeline while the focus is in it, or nowhere. Keys of buttons, fields and everything else that uses
 * them itself are left alone.
 */
export function useTimelineKeys(section: RefObject<HTMLElement | null>, run: (command: Command) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isMeant(event, section.current)) return;
      const command = commandOf(event);
      if (command === null) return;
      event.preventDefault();
      latest.current(command);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [section]);
}

/** Every key is text there. */
export const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';

/** Keys that a focused button, link, option or slider has a meaning for. */
const KEYS_OF_CONTROLS = new Set(['Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

function isMeant(event: KeyboardEvent, section: HTMLElement | null): boolean {
  const target = event.target;
  if (section === null || !(target instanceof HTMLElement)) return false;
  if (document.querySelector(':popover-open') !== null) return false;
  if (target.matches(TYPED_INTO)) return false;
  if (target === document.body || target.id === 'main') return true;
  if (!section.contains(target)) return event.key === 'Escape' && target.closest('[data-escape="timeline"]') !== null;
  return target.getAttribute('role') === 'row' || !KEYS_OF_CONTROLS.has(event.key);
}
