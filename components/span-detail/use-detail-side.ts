'use client';

import { useSyncExternalStore } from 'react';
import { useStoredText } from '@/components/ui/use-stored-text';

export type DetailSide = 'right' | 'bottom';

/** Below this width there is no room for the details beside the timeline. */
const NARROW = '(max-width: 899px)';

interface SideChoice {
  readonly side: DetailSide;
  /** Null where there is no choice: on a narrow screen the details are at the bottom, whatever was chosen. */
  readonly choose: ((side: DetailSide) => void) | null;
}

/** Where the details of a span are, as the reader chose once for all traces; to the right at first. */
export function useDetailSide(): SideChoice {
  const [chosen, choose] = useStoredText('fillpath.detail.side');
  const narrow = useSyncExternalStore(subscribe, isNarrow, () => false);
  if (narrow) return { side: 'bottom', choose: null };
  return { side: chosen === 'bottom' ? 'bottom' : 'right', choose };
}

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function isNarrow(): boolean {
  return window.matchMedia(NARROW).matches;
}
