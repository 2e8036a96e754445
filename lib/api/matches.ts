import { queryOptions } from '@tanstack/react-query';
import { decodeSpanIds } from '@/lib/trace/decode-span-ids';
import { apiFetch, apiUrl } from './fetch';

/**
 * The ids of the spans of a trace that match a query, attributes included. `spanCount` is how many spans are known of the
 * trace: when more have come, it is another question.
 */
export function spanMatchesQuery(traceId: string, spanCount: number, q: string) {
  return queryOptions({
    queryKey: ['matches', traceId, spanCount, q],
    queryFn: async ({ signal }) => {
      const url = apiUrl(`/api/traces/${encodeURIComponent(traceId)}/matches`, { q });
      const response = await apiFetch(url, { signal });
      return decodeSpanIds(new Uint8Array(await response.arrayBuffer()));
    },
    // Stored spans do not change. Comparing the ids of two answers one by one would cost more than it saves.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    // Eight bytes a match, for each text that somebody paused at.
    gcTime: 60_000,
  });
}
