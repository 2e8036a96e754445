'use client';

import { useStore } from 'zustand';
import { Loading } from '@/components/ui/Loading';
import type { LoadingStore } from '../_load/loading-store';

const MEGABYTE = 1_000_000;

/** Of a small trace nothing is said: it is there before anyone reads it. */
export function receivedMegabytes(bytes: number): string | null {
  return bytes > MEGABYTE / 2 ? `${(bytes / MEGABYTE).toFixed(1)} MB` : null;
}

/** A trace of which nothing can be shown yet. */
export function TraceLoading({ loading }: { readonly loading: LoadingStore }) {
  const received = receivedMegabytes(useStore(loading, ({ receivedBytes }) => receivedBytes));
  return <Loading label={received === null ? 'Loading the trace' : `Loading the trace, ${received} received`} />;
}
