'use client';

import { useEffect, useState } from 'react';
import { runSteps, type Steps } from '@/lib/base/steps';

export interface StepsState<Result> {
  /** Of the latest work that was finished; null before the first is. */
  readonly result: Result | null;
  /** Newer work is going on. */
  readonly working: boolean;
  /** The share of it that is done, from 0 to 1. */
  readonly done: number;
}

/**
 * Long work without a long task. `start` begins it, and begins it anew whenever the function is another one: memoise it.
 * Null while what it needs is not there.
 */
export function useSteps<Result>(start: (() => Steps<Result>) | null): StepsState<Result> {
  const [finished, setFinished] = useState<{ start: () => Steps<Result>; result: Result } | null>(null);
  const [progress, setProgress] = useState<{ start: () => Steps<Result>; done: number } | null>(null);
  useEffect(() => {
    if (start === null) return;
    const wanted = new AbortController();
    void runSteps(start(), wanted.signal, (done) => setProgress({ start, done })).then((result) => {
      if (!wanted.signal.aborted) setFinished({ start, result: result as Result });
    });
    return () => wanted.abort();
  }, [start]);
  return {
    result: finished?.result ?? null,
    working: start !== null && finished?.start !== start,
    done: progress !== null && progress.start === start ? progress.done : 0,
  };
}
