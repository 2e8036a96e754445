import { DEFAULT_TIME_RANGE, formatTimeRange, parseTimeRange, type TimeRange } from './time-range';

export const SERVICE_SORTS = ['name', 'rate', 'errors', 'rejected', 'p50', 'p95', 'p99', 'max'] as const;
export type ServiceSort = (typeof SERVICE_SORTS)[number];

/** What the list of services shows. */
export interface ServicesView {
  readonly range: TimeRange;
  /** Text that a service or an operation must contain. */
  readonly filter: string;
  readonly sort: ServiceSort;
  readonly ascending: boolean;
  /** The services whose operations are shown, in the order in which they were opened. */
  readonly open: readonly string[];
}

export const DEFAULT_SERVICES_VIEW: ServicesView = {
  range: DEFAULT_TIME_RANGE,
  filter: '',
  sort: 'name',
  ascending: true,
  open: [],
};

/** The direction in which a column is first sorted: names from A, numbers from the largest. */
export function firstDirection(sort: ServiceSort): { readonly ascending: boolean } {
  return { ascending: sort === 'name' };
}

/** The view in a URL; whatever is missing or no sense is the default. */
export function parseServicesView(params: URLSearchParams): ServicesView {
  const sort = SERVICE_SORTS.find((name) => name === params.get('sort')) ?? DEFAULT_SERVICES_VIEW.sort;
  const order = params.get('order');
  return {
    range: parseTimeRange(params),
    filter: params.get('filter') ?? '',
    sort,
    ascending: order === 'asc' || order === 'desc' ? order === 'asc' : firstDirection(sort).ascending,
    open: [...new Set(params.getAll('open'))],
  };
}

/** The parameters of a view, defaults left out. */
export function formatServicesView(view: ServicesView): URLSearchParams {
  const params = formatTimeRange(view.range);
  if (view.filter !== '') params.set('filter', view.filter);
  if (view.sort !== DEFAULT_SERVICES_VIEW.sort) params.set('sort', view.sort);
  if (view.ascending !== firstDirection(view.sort).ascending) params.set('order', view.ascending ? 'asc' : 'desc');
  for (const service of view.open) params.append('open', service);
  return params;
}
