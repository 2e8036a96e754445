'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { rememberPlace } from '@/components/ui/recent';
import type { SearchResponse } from '@/lib/api/contract';

/**
 * Remembers an id that was looked for among the recent places, for the command palette. Goes to the trace when the query is an id that exactly one trace has, and to the span there when it is a span's. The search page gives up its place in the history:
 * Back then leads to where the id was typed, not to a page that leads forward again.
 * @returns the trace's id while it is on its way there, else null.
 */
export function useExactTrace(query: string, answer: SearchResponse | undefined): string | null {
  const router = useRouter();
  const exactId = answer?.exactId ?? null;
  useEffect(() => {
    if (exactId === null || exactId.kind === 'trace') return;
    const href = `/search?${new URLSearchParams({ q: query })}`;
    rememberPlace({ href, title: query, detail: exactId.keys.join(', ') || `${exactId.kind} id` });
  }, [query, exactId]);
  const only =
    answer?.exactId && answer.nextCursor === null && answer.traces.length === 1 ? answer.traces[0] : undefined;
  const traceId = only?.traceId ?? null;
  const spanId = answer?.exactId?.spanId;
  useEffect(() => {
    if (traceId !== null) router.replace(`/traces/${traceId}${spanId === undefined ? '' : `?span=${spanId}`}`);
  }, [router, traceId, spanId]);
  return traceId;
}
