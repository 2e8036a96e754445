'use client';

import { Timestamp } from '@/components/ui/Timestamp';
import { formatAge } from './format-age';
import { useNow } from './use-now';

/** How long ago something was, kept up to date; the time itself on hover. */
export function Age({ unixNano }: { readonly unixNano: string }) {
  return <Timestamp unixNano={unixNano} label={formatAge(unixNano, useNow())} />;
}
