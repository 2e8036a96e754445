import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TraceView } from '@/lib/url/trace-view';

/** What is seen of one trace, shared by the timeline, the details and the URL. */
export type TraceViewStore = StoreApi<TraceView>;

export function createTraceViewStore(initial: TraceView): TraceViewStore {
  return createStore(() => initial);
}
