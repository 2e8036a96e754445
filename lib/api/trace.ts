import { queryOptions } from '@tanstack/react-query';
import type { Trace } from '@/lib/trace/trace';
import type { SpanDetail } from './contract';
import { takeEarlyTrace } from './early-trace';
import { ApiError, apiFetch, apiUrl, getJson } from './fetch';

/** While the last thing that is known of a trace is younger than this, more of it may be on its way. */
export const ARRIVING_MS = 30_000;
/** How often a trace that is still arriving is asked for again. */
export const REFETCH_MS = 2_000;
/** How often in all a trace is asked for that is not stored: half a minute, longer than exporters hold their spans. */
export const MAX_LOOKS = 15;

/** How long a trace stays in memory that nobody looks at, in case of a step back: one of a million spans takes some 250 MB. */
export const KEPT_MS = 15_000;

/** Makes what the page needs of the answer that has a trace's columns. @throws FillpathError when the bytes cannot be read. */
export type ReadTrace<Read extends { readonly trace: Trace }> = (
  response: Response,
  signal: AbortSignal,
) => Promise<Read>;

/**
 * A trace's columns and what was made of them. While it is arriving, or may be about to, it is asked for again and again; what is
 * the same stays the same object.
 */
export function traceQuery<Read extends { readonly trace: Trace }>(traceId: string, read: ReadTrace<Read>) {
  return queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => fetchTrace(traceId, signal, read),
    gcTime: KEPT_MS,
    structuralSharing: (before, now) =>
      before !== undefined && hasSameSpans((before as Read).trace, (now as Read).trace) ? before : now,
    refetchInterval: ({ state: { data, error, errorUpdateCount } }) => {
      const expected = data === undefined ? isAwaited(error, errorUpdateCount) : isArriving(data.trace, Date.now());
      return expected ? REFETCH_MS : false;
    },
  });
}

/** One span whole. A span that is stored does not change, but what it led to may still come. */
export function spanDetailQuery(traceId: string, spanId: string) {
  return queryOptions({
    queryKey: ['span', traceId, spanId],
    queryFn: ({ signal }) =>
      getJson<SpanDetail>(
        apiUrl(`/api/traces/${encodeURIComponent(traceId)}/spans/${encodeURIComponent(spanId)}`),
        signal,
      ),
  });
}

/** Whether a trace that could not be loaded may yet come by itself: it was not stored, and has not been asked for often. */
export function isAwaited(error: Error | null, errorCount: number): boolean {
  return error instanceof ApiError && error.status === 404 && errorCount < MAX_LOOKS;
}

/** Whether spans of the trace may still be on their way: its latest end is less than {@link ARRIVING_MS} ago. */
export function isArriving({ startUnixNano, starts, durations }: Trace, nowMs: number): boolean {
  let latest = 0;
  for (let span = 0; span < starts.length; span++) {
    latest = Math.max(latest, (starts[span] as number) + (durations[span] as number));
  }
  const endMs = Number(startUnixNano / 1_000_000n) + latest / 1e6;
  return nowMs - endMs < ARRIVING_MS && nowMs >= endMs - ARRIVING_MS;
}

/** Stored spans are never changed, so a trace that has the same ids has not changed. */
export function hasSameSpans(one: Trace, other: Trace): boolean {
  return (
    one.traceId === other.traceId &&
    one.startUnixNano === other.startUnixNano &&
    one.spanCount === other.spanCount &&
    sameIds(one.spanIds, other.spanIds)
  );
}

/** In 32-bit halves: a bigint a span is slow. */
function sameIds(one: BigUint64Array, other: BigUint64Array): boolean {
  const [left, right] = [one, other].map((ids) => new Uint32Array(ids.buffer, ids.byteOffset, 2 * ids.length));
  return left?.every((half, i) => half === right?.[i]) ?? false;
}

/** @throws ApiError, or what `read` throws. */
async function fetchTrace<Read>(
  traceId: string,
  signal: AbortSignal,
  read: (response: Response, signal: AbortSignal) => Promise<Read>,
): Promise<Read> {
  const url = apiUrl(`/api/traces/${encodeURIComponent(traceId)}`, { format: 'arrow' });
  return read(await apiFetch(url, { signal }, takeEarlyTrace(url, signal)), signal);
}
