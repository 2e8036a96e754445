'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createTraceViewStore, type TraceViewStore } from '@/components/timeline/view-store';
import { formatTraceView, parseTraceView, type TraceView } from '@/lib/url/trace-view';

/** Browsers refuse more than some hundred history changes in half a minute, and a zoom makes sixty a second. */
const WRITE_AFTER_MS = 150;

/**
 * The view of a trace, begun from the URL and written back to it, in place of what is there; another tab or root is a step of
 * its own, to which Back leads. A URL that changes for another reason (Back, a link on the page) changes the view. `flush`
 * writes at once: before the URL is shared or left.
 */
export function useViewUrl(): { readonly store: TraceViewStore; readonly flush: () => void } {
  const params = useSearchParams();
  const [store] = useState(() => createTraceViewStore(parseTraceView(params)));
  const known = useRef(params.toString());
  // While the view is changed by the URL, which then needs no writing.
  const reading = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const write = useCallback((search: string, how: 'pushState' | 'replaceState') => {
    clearTimeout(timer.current);
    if (search === known.current) return;
    known.current = search;
    const { pathname } = window.location;
    window.history[how](null, '', search === '' ? pathname : `${pathname}?${search}`);
  }, []);
  const flush = useCallback(() => write(searchOf(store.getState()), 'replaceState'), [store, write]);

  useEffect(() => {
    const search = params.toString();
    if (search === known.current) return;
    known.current = search;
    reading.current = true;
    store.setState(parseTraceView(params));
    reading.current = false;
  }, [params, store]);

  useEffect(() => {
    const unsubscribe = store.subscribe((view, before) => {
      clearTimeout(timer.current);
      if (reading.current) return;
      if (view.view === before.view && view.root === before.root) {
        timer.current = setTimeout(flush, WRITE_AFTER_MS);
        return;
      }
      write(searchOf(before), 'replaceState');
      write(searchOf(view), 'pushState');
    });
    return () => {
      unsubscribe();
      clearTimeout(timer.current);
    };
  }, [store, flush, write]);

  return { store, flush };
}

function searchOf(view: TraceView): string {
  return formatTraceView(view).toString();
}
