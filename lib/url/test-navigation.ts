import { useSyncExternalStore } from 'react';

/*
 * What `next/navigation` gives inside Next, for component tests: the search parameters of the window, which change with
 * history.pushState and replaceState. `vi.mock('next/navigation', () => import('@/lib/url/test-navigation'))`.
 */

const listeners = new Set<() => void>();

for (const method of ['pushState', 'replaceState'] as const) {
  const original = window.history[method].bind(window.history);
  window.history[method] = (...args) => {
    original(...args);
    for (const listener of listeners) listener();
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The search parameters of the window. */
export function useSearchParams(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search));
}
