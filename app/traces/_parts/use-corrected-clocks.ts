'use client';

import { useEffect, useMemo, useState } from 'react';
import { correctedModel } from '@/components/timeline/corrected-model';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { correctInWorker } from '../_load/trace-worker';

/** From here on a worker does it: what is smaller takes less than 50 ms. */
const WORKER_FROM_SPANS = 20_000;

interface Corrected {
  readonly recorded: TimelineModel;
  readonly model: TimelineModel | null;
  readonly error: Error | null;
}

/**
 * The model that is shown: that of the trace as it was recorded, or, where that is wanted and there is something to correct,
 * with the clocks of its services set right. While a worker is at that of a large trace, it is the recorded one.
 */
export function useCorrectedClocks(
  recorded: TimelineModel | null,
  wanted: boolean,
): { readonly model: TimelineModel | null; readonly error: Error | null } {
  const source = wanted && recorded !== null && recorded.clocks !== null ? recorded : null;
  const large = source !== null && source.trace.spanCount >= WORKER_FROM_SPANS;
  const small = useMemo(
    () => (source === null || source.clocks === null || large ? null : correctedModel(source.trace, source.clocks)),
    [source, large],
  );
  const [fromWorker, setFromWorker] = useState<Corrected | null>(null);
  useEffect(() => {
    if (source === null || source.clocks === null || !large) return;
    const work = correctInWorker(source.trace, source.clocks);
    work.model.then(
      (model) => setFromWorker({ recorded: source, model, error: null }),
      (error: unknown) => setFromWorker({ recorded: source, model: null, error: error as Error }),
    );
    return () => {
      work.end();
      // It is as large as the trace.
      setFromWorker(null);
    };
  }, [source, large]);
  const latest = fromWorker?.recorded === source ? fromWorker : null;
  return { model: small ?? latest?.model ?? recorded, error: latest?.error ?? null };
}
