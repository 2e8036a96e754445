'use client';

import { useCallback, useRef } from 'react';
import type { TimelineModel } from './timeline-model';

/** For measuring from outside, with the User Timing API: the first frame that shows a trace. */
export const DRAWN_MARK = 'trace:drawn';

/** A function to be called after each frame; it sets the mark once a trace. */
export function useDrawnMark(model: TimelineModel, mark: string): () => void {
  const marked = useRef<TimelineModel | null>(null);
  return useCallback(() => {
    if (marked.current === model) return;
    marked.current = model;
    performance.mark(mark, { detail: { traceId: model.trace.traceId, spanCount: model.trace.spanCount } });
  }, [model, mark]);
}
