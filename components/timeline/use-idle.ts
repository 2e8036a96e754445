'use client';

import { useEffect, useState } from 'react';

/** The first rows are drawn by then; a browser that is never idle waits no longer. */
const IDLE_WITHIN_MS = 1000;

/** Whether the browser had nothing else to do once: by then the trace is drawn. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setIdle(true));
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(() => setIdle(true), { timeout: IDLE_WITHIN_MS });
    return () => cancelIdleCallback(request);
  }, []);
  return idle;
}
