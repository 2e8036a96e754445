'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** What was chosen on this page. Where storage is forbidden, it holds for the page only. */
const chosen = new Map<string, string>();
const listeners = new Set<() => void>();

/** A preference that is kept for the next visit; null on the server, and where nothing was chosen yet. */
export function useStoredText(key: string): readonly [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => chosen.get(key) ?? stored(key),
    () => null,
  );
  const choose = useCallback(
    (next: string) => {
      chosen.set(key, next);
      try {
        localStorage.setItem(key, next);
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

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
