import { DEFAULT_TIME_RANGE, formatTimeRange, parseTimeRange, type TimeRange } from './time-range';

export const SORTS = ['newest', 'oldest', 'longest', 'shortest'] as const;

/** What the search page shows. */
export interface SearchView {
  readonly q: string;
  readonly range: TimeRange;
  /** null: newest first, and the traces of one business id from its first to its last. */
  readonly sort: (typeof SORTS)[number] | null;
}

export const DEFAULT_SEARCH_VIEW: SearchView = { q: '', range: DEFAULT_TIME_RANGE, sort: null };

/** The view in a URL; whatever is missing or no sense is the default. A query that is wrong stays: the page says why. */
export function parseSearchView(params: URLSearchParams): SearchView {
  return {
    q: params.get('q') ?? '',
    range: parseTimeRange(params),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? DEFAULT_SEARCH_VIEW.sort,
  };
}

/** The parameters of a view, defaults left out. */
export function formatSearchView({ q, range, sort }: SearchView): URLSearchParams {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  formatTimeRange(range, params);
  if (sort !== null) params.set('sort', sort);
  return params;
}

/** The address of the search page with a view; what is left out is the default. */
export function searchHref(view: Partial<SearchView>): string {
  const params = formatSearchView({ ...DEFAULT_SEARCH_VIEW, ...view });
  return params.size === 0 ? '/search' : `/search?${params}`;
}
