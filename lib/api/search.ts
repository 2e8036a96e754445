import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { KeysResponse, KeyValuesResponse, SearchResponse, SearchSort } from './contract';
import { apiUrl, getJson } from './fetch';

/** What is searched for. `range` names the time range in the cache; `resolve` says where it lies when it is asked for. */
export interface SearchQuery {
  readonly q: string;
  /** null leaves it to the server: see `GET /api/search`. */
  readonly sort: SearchSort | null;
  readonly range: {
    readonly key: string;
    readonly resolve: (nowMs: number) => { readonly startUnixNano: string; readonly endUnixNano: string };
  };
}

/** Traces a page. */
export const SEARCH_PAGE = 100;

/** The search a page at a time. The first page settles the range; its cursors carry it on. */
export function searchQuery({ q, sort, range }: SearchQuery) {
  return infiniteQueryOptions({
    queryKey: ['search', q, sort, range.key],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const { startUnixNano, endUnixNano } = range.resolve(Date.now());
      const params = { q, sort, start: startUnixNano, end: endUnixNano, limit: SEARCH_PAGE, cursor: pageParam };
      return getJson<SearchResponse>(apiUrl('/api/search', params), signal);
    },
    getNextPageParam: (page) => page.nextCursor,
    // A page that is fetched again would move on with the clock while those behind it stay.
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
}

/** What people type comes in bursts, and names change slowly. */
const COMPLETION_STALE_MS = 30_000;

/** Keys that start with `prefix`. */
export function keysQuery(prefix: string) {
  return queryOptions({
    queryKey: ['keys', prefix],
    queryFn: ({ signal }) => getJson<KeysResponse>(apiUrl('/api/keys', { prefix }), signal),
    staleTime: COMPLETION_STALE_MS,
    placeholderData: keepPreviousData,
  });
}

/** Values of `key` that start with `prefix`. */
export function keyValuesQuery(key: string, prefix: string) {
  return queryOptions({
    queryKey: ['key-values', key, prefix],
    queryFn: ({ signal }) => getJson<KeyValuesResponse>(apiUrl('/api/keys', { key, prefix }), signal),
    staleTime: COMPLETION_STALE_MS,
  });
}
