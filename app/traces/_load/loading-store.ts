import { createStore, type StoreApi } from 'zustand';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { ReadingTrace } from './read-trace';

/** How often, at most, the count of what has come is drawn. */
const EVERY_MS = 100;

/** What is known of a trace while it comes. */
export interface Loading {
  readonly receivedBytes: number;
  /** A model of its first spans; null before there is one, and for a trace that comes fast. */
  readonly firstRows: TimelineModel | null;
  /** Whether the whole was there once: what comes after it takes its place when it is there. */
  readonly shown: boolean;
}

export type LoadingStore = StoreApi<Loading>;

export function createLoadingStore(): LoadingStore {
  return createStore<Loading>(() => ({ receivedBytes: 0, firstRows: null, shown: false }));
}

/** Writes into the store what comes, no more than ten times a second. First rows are wanted once, and not of a trace that is shown. */
export function intoStore(store: LoadingStore, now: () => number = () => performance.now()): ReadingTrace {
  let last = Number.NEGATIVE_INFINITY;
  return {
    onProgress(receivedBytes) {
      if (now() - last < EVERY_MS) return;
      last = now();
      store.setState({ receivedBytes });
    },
    onFirstRows: store.getState().shown ? null : (firstRows) => store.setState({ firstRows }),
  };
}
