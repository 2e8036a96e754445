'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createTraceViewStore, type TraceViewStore } from '@/components/timeline/view-store';
import { formatTraceView, parseTraceView } from '@/lib/url/trace-view';

/** Browsers refuse more than some hundred history changes in half a minute, and a zoom makes sixty a second. */
const WRITE_AFTER_MS = 150;

/**
 * The view of a trace, begun from the URL and written back to it, in place of what is there. A URL that changes for
 * another reason (Back, a link on the page) changes the view. `flush` writes at once: before the URL is shared or left.
 */
export function useViewUrl(): { readonly store: TraceViewStore; readonly flush: () => void } {
  const params = useSearchParams();
  const [store] = useState(() => createTraceViewStore(parseTraceView(params)));
  const known = useRef(params.toString());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    const search = formatTraceView(store.getState()).toString();
    if (search === known.current) return;
    known.current = search;
    const { pathname } = window.location;
    window.history.replaceState(null, '', search === '' ? pathname : `${pathname}?${search}`);
  }, [store]);

  useEffect(() => {
    const search = params.toString();
    if (search === known.current) return;
    known.current = search;
    store.setState(parseTraceView(params));
  }, [params, store]);

  useEffect(() => {
    const unsubscribe = store.subscribe(() => {
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, WRITE_AFTER_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer.current);
    };
  }, [store, flush]);

  return { store, flush };
}
