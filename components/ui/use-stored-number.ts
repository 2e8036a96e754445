'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** What was chosen on this page. Where storage is forbidden, it holds for the page only. */
const chosen = new Map<string, number>();
const listeners = new Set<() => void>();

/**
 * A number that is kept for the next visit, such as the width of a column. `initial` on the server, and where nothing was
 * stored or something that is not a positive number.
 */
export function useStoredNumber(key: string, initial: number): readonly [number, (value: number) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => chosen.get(key) ?? stored(key) ?? initial,
    () => initial,
  );
  const choose = useCallback(
    (next: number) => {
      chosen.set(key, next);
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // Storage is forbidden.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [value, choose];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(key: string): number | null {
  try {
    const number = Number(localStorage.getItem(key));
    return Number.isFinite(number) && number > 0 ? number : null;
  } catch {
    return null;
  }
}
