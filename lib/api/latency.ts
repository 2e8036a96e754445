import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LatencyResponse, ServicesResponse } from './contract';
import { apiUrl, getJson } from './fetch';

/** Two points in time, as strings of Unix nanoseconds. */
export interface AskedRange {
  readonly startUnixNano: string;
  readonly endUnixNano: string;
}

/** A time range that may move with the clock: what it is called in the cache, and where it lies when it is asked for. */
export interface RangeSource {
  readonly key: string;
  readonly resolve: (nowMs: number) => AskedRange;
  /** How often an answer is asked for again while the page is visible; false for a range that stays where it is. */
  readonly refreshMs: number | false;
}

/** An answer, with the range that was asked for and when, in Unix milliseconds of this browser's clock. */
export type Asked<T> = T & { readonly asked: AskedRange; readonly askedAtMs: number };

/** Rate, errors and percentiles over time, and the slowest operations; '' for every service or operation. */
export function latencyQuery(filter: { readonly service: string; readonly operation: string }, range: RangeSource) {
  const { service, operation } = filter;
  return queryOptions({
    queryKey: ['latency', range.key, service, operation],
    queryFn: ({ signal }) => ask<LatencyResponse>('/api/latency', range, { service, operation }, signal),
    refetchInterval: range.refreshMs,
    placeholderData: keepPreviousData,
  });
}

/** Services with their operations. */
export function servicesQuery(range: RangeSource) {
  return queryOptions({
    queryKey: ['services', range.key],
    queryFn: ({ signal }) => ask<ServicesResponse>('/api/services', range, {}, signal),
    refetchInterval: range.refreshMs,
    placeholderData: keepPreviousData,
  });
}

async function ask<T>(
  path: string,
  range: RangeSource,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Asked<T>> {
  const askedAtMs = Date.now();
  const asked = range.resolve(askedAtMs);
  const url = apiUrl(path, { ...params, start: asked.startUnixNano, end: asked.endUnixNano });
  return { ...(await getJson<T>(url, signal)), asked, askedAtMs };
}
