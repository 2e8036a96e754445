'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';

/** How a view is written into the search parameters and read back. `parse(format(view))` is the view. */
export interface ViewCodec<View> {
  readonly parse: (params: URLSearchParams) => View;
  readonly format: (view: View) => URLSearchParams;
}

/**
 * The view that the page's URL describes, and a function that changes parts of it. `push` makes a step that the browser's
 * back button undoes, `replace` does not. The codec must not change between renders.
 */
export function useUrlView<View>({
  parse,
  format,
}: ViewCodec<View>): readonly [View, (changes: Partial<View>, how: 'push' | 'replace') => void] {
  const text = useSearchParams().toString();
  const view = useMemo(() => parse(new URLSearchParams(text)), [parse, text]);
  const change = useCallback(
    (changes: Partial<View>, how: 'push' | 'replace') => {
      // From the address bar rather than from the last render: two changes may come before it.
      const latest = parse(new URLSearchParams(window.location.search));
      const search = format({ ...latest, ...changes }).toString();
      const url = window.location.pathname + (search === '' ? '' : `?${search}`);
      if (how === 'push') window.history.pushState(null, '', url);
      else window.history.replaceState(null, '', url);
    },
    [parse, format],
  );
  return [view, change];
}
