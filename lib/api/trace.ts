import { queryOptions } from '@tanstack/react-query';
import { decodeTrace } from '@/lib/trace/decode-arrow';
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

/** Told how many bytes have come. The size of the whole is not known beforehand. */
export type OnProgress = (receivedBytes: number) => void;

/**
 * A trace's columns. While it is arriving, or may be about to, it is asked for again and again; what is the same stays the
 * same object.
 */
export function traceQuery(traceId: string, onProgress?: OnProgress) {
  return queryOptions({
    queryKey: ['trace', traceId],
    queryFn: ({ signal }) => fetchTrace(traceId, signal, onProgress),
    structuralSharing: (before, now) =>
      before !== undefined && hasSameSpans(before as Trace, now as Trace) ? before : now,
    refetchInterval: ({ state: { data, error, errorUpdateCount } }) => {
      const expected = data === undefined ? isAwaited(error, errorUpdateCount) : isArriving(data, Date.now());
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
    one.spanIds.every((id, span) => id === other.spanIds[span])
  );
}

/** @throws ApiError, or FillpathError when the bytes cannot be read. */
async function fetchTrace(traceId: string, signal: AbortSignal, onProgress?: OnProgress): Promise<Trace> {
  const url = apiUrl(`/api/traces/${encodeURIComponent(traceId)}`, { format: 'arrow' });
  const response = await apiFetch(url, { signal }, takeEarlyTrace(url, signal));
  return decodeTrace(traceId, await readAll(response, onProgress));
}

async function readAll(response: Response, onProgress?: OnProgress): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let received = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value === undefined) continue;
    chunks.push(value);
    received += value.length;
    onProgress?.(received);
  }
  const whole = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
