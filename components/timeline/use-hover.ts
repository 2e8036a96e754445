'use client';

import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Where the card about a row is shown, in coordinates of the window. */
export interface CardPlace {
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

export interface Hover {
  /** The row under the pointer, -1 for none; a ref, since moving over rows changes the canvas only. */
  readonly row: RefObject<number>;
  readonly card: CardPlace | null;
  /** True when the row has changed. */
  readonly move: (row: number, x: number, y: number) => boolean;
  readonly leave: () => void;
  /** The click that the browser sends after a drag is none. */
  readonly suppressClick: () => void;
  readonly clickSuppressed: () => boolean;
}

/** How long the pointer must rest before the card comes: passing by, it would only flicker. */
const REST_MS = 450;

export function useHover(): Hover {
  const row = useRef(-1);
  const suppressed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [card, setCard] = useState<CardPlace | null>(null);

  const leave = useCallback(() => {
    clearTimeout(timer.current);
    row.current = -1;
    setCard(null);
  }, []);
  const move = useCallback((next: number, x: number, y: number) => {
    suppressed.current = false;
    clearTimeout(timer.current);
    if (next !== row.current) setCard(null);
    if (next !== -1) timer.current = setTimeout(() => setCard({ row: next, x, y }), REST_MS);
    const changed = next !== row.current;
    row.current = next;
    return changed;
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  return useMemo(
    () => ({
      row,
      card,
      move,
      leave,
      suppressClick: () => {
        suppressed.current = true;
      },
      clickSuppressed: () => suppressed.current,
    }),
    [card, move, leave],
  );
}
