import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { decodeAttribute } from '@/lib/trace/decode-attribute';
import type { TraceEventsResponse, TraceKeysResponse } from './contract';
import { apiFetch, apiUrl, getJson } from './fetch';
import { KEPT_MS } from './trace';

/** Events a page. */
export const EVENTS_PAGE = 500;

const pathOf = (traceId: string, part = '') => `/api/traces/${encodeURIComponent(traceId)}${part}`;

/** The keys of a trace's attributes. `spanCount` names the state of a trace that may grow. */
export function traceKeysQuery(traceId: string, spanCount: number) {
  return queryOptions({
    queryKey: ['trace-keys', traceId, spanCount],
    queryFn: ({ signal }) => getJson<TraceKeysResponse>(pathOf(traceId, '/attribute'), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The values of one attribute in a trace. */
export function attributeColumnQuery(traceId: string, spanCount: number, key: string) {
  return queryOptions({
    queryKey: ['trace-attribute', traceId, spanCount, key],
    queryFn: async ({ signal }) => {
      const response = await apiFetch(apiUrl(pathOf(traceId, '/attribute'), { key }), { signal });
      return decodeAttribute(key, new Uint8Array(await response.arrayBuffer()));
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    // Typed arrays are not compared.
    structuralSharing: false,
  });
}

/** The events of a trace a page at a time. */
export function traceEventsQuery(traceId: string, spanCount: number) {
  return infiniteQueryOptions({
    queryKey: ['trace-events', traceId, spanCount],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      getJson<TraceEventsResponse>(
        apiUrl(pathOf(traceId, '/events'), { cursor: pageParam, limit: EVENTS_PAGE }),
        signal,
      ),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** At most so many events are sent at once. */
export const MAX_EVENTS_AT_ONCE = 1000;

/** The first {@link MAX_EVENTS_AT_ONCE} events of a trace. */
export function firstEventsQuery(traceId: string, spanCount: number) {
  return queryOptions({
    queryKey: ['trace-first-events', traceId, spanCount],
    queryFn: ({ signal }) =>
      getJson<TraceEventsResponse>(apiUrl(pathOf(traceId, '/events'), { limit: MAX_EVENTS_AT_ONCE }), signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Where a trace is as OTLP JSON or Jaeger's JSON. */
export function traceJsonUrl(traceId: string, format: 'otlp' | 'jaeger'): string {
  return apiUrl(pathOf(traceId), { format: format === 'otlp' ? null : format });
}

/** A trace as OTLP JSON, indented for people. */
export function traceJsonQuery(traceId: string, spanCount: number) {
  return queryOptions({
    queryKey: ['trace-json', traceId, spanCount],
    queryFn: async ({ signal }) =>
      JSON.stringify(await getJson<unknown>(traceJsonUrl(traceId, 'otlp'), signal), null, 2),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
