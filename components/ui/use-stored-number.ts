'use client';

import { useCallback, useEffect, useState } from 'react';

/**
 * A number that is kept for the next visit, such as the width of a column. `initial` until the first effect and where
 * storage is forbidden or holds something else.
 */
export function useStoredNumber(key: string, initial: number): readonly [number, (value: number) => void] {
  const [value, setValue] = useState(initial);
  useEffect(() => {
    const stored = Number(read(key));
    if (Number.isFinite(stored) && stored > 0) setValue(stored);
  }, [key]);
  const store = useCallback(
    (next: number) => {
      setValue(next);
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // Storage is forbidden: the number holds for this page only.
      }
    },
    [key],
  );
  return [value, store];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
