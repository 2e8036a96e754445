'use client';

import { useMemo, useRef } from 'react';

/** For measuring from outside, with the User Timing API: the matches of a text that was typed are counted and drawn. */
export const FOUND_MARK = 'trace:found';

export interface FoundMark {
  readonly onInput: (text: string, timeStamp: number) => void;
  readonly drawn: (text: string, matches: number) => void;
}

/** Sets {@link FOUND_MARK} once for each text, in the first frame that shows its matches, with the time since the input event. */
export function useFoundMark(): FoundMark {
  const typed = useRef<{ text: string; timeStamp: number } | null>(null);
  return useMemo(
    () => ({
      onInput: (text, timeStamp) => {
        typed.current = text.trim() === '' ? null : { text, timeStamp };
      },
      drawn: (text, matches) => {
        if (typed.current?.text !== text) return;
        const milliseconds = performance.now() - typed.current.timeStamp;
        typed.current = null;
        performance.mark(FOUND_MARK, { detail: { milliseconds, matches } });
      },
    }),
    [],
  );
}
