'use client';

import { Loading } from '@/components/ui/Loading';

const MEGABYTE = 1_000_000;

/** A small trace is there before anyone reads this; a large one says how much has come. */
export function TraceLoading({ receivedBytes }: { readonly receivedBytes: number }) {
  const received = receivedBytes > MEGABYTE / 2 ? `, ${(receivedBytes / MEGABYTE).toFixed(1)} MB received` : '';
  return <Loading label={`Loading the trace${received}`} />;
}
