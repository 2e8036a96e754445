'use client';

import { useCallback } from 'react';
import { useStoredText } from './use-stored-text';

/**
 * A number that is kept for the next visit, such as the width of a column. `initial` on the server, and where nothing was
 * stored or something that is not a positive number.
 */
export function useStoredNumber(key: string, initial: number): readonly [number, (value: number) => void] {
  const [text, chooseText] = useStoredText(key);
  const number = Number(text);
  const choose = useCallback((next: number) => chooseText(String(next)), [chooseText]);
  return [Number.isFinite(number) && number > 0 ? number : initial, choose];
}
