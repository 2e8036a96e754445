import { DEFAULT_TIME_RANGE, formatTimeRange, parseTimeRange, type TimeRange } from './time-range';

export const DURATION_SCALES = ['log', 'linear'] as const;
export type DurationScale = (typeof DURATION_SCALES)[number];

export const OPERATION_SORTS = ['p50', 'p95', 'p99', 'max', 'rate', 'errors', 'rejected'] as const;
export type OperationSort = (typeof OPERATION_SORTS)[number];

/** What the latency page shows. */
export interface LatencyView {
  readonly range: TimeRange;
  /** A window inside the range, in Unix milliseconds, that was chosen on the charts; null for the whole range. */
  readonly zoom: { readonly startMs: number; readonly endMs: number } | null;
  /** '' for all of them. */
  readonly service: string;
  readonly operation: string;
  readonly scale: DurationScale;
  readonly sort: OperationSort;
  readonly ascending: boolean;
}

export const DEFAULT_LATENCY_VIEW: LatencyView = {
  range: DEFAULT_TIME_RANGE,
  zoom: null,
  service: '',
  operation: '',
  scale: 'log',
  sort: 'p95',
  ascending: false,
};

/** The view in a URL; whatever is missing or no sense is the default. */
export function parseLatencyView(params: URLSearchParams): LatencyView {
  return {
    range: parseTimeRange(params),
    zoom: parseZoom(params.get('zoom')),
    service: params.get('service') ?? '',
    operation: params.get('operation') ?? '',
    scale: DURATION_SCALES.find((scale) => scale === params.get('scale')) ?? DEFAULT_LATENCY_VIEW.scale,
    sort: OPERATION_SORTS.find((sort) => sort === params.get('sort')) ?? DEFAULT_LATENCY_VIEW.sort,
    ascending: params.get('order') === 'asc',
  };
}

/** The parameters of a view, defaults left out. */
export function formatLatencyView(view: LatencyView): URLSearchParams {
  const params = formatTimeRange(view.range);
  if (view.zoom) params.set('zoom', `${view.zoom.startMs}-${view.zoom.endMs}`);
  if (view.service !== '') params.set('service', view.service);
  if (view.operation !== '') params.set('operation', view.operation);
  if (view.scale !== DEFAULT_LATENCY_VIEW.scale) params.set('scale', view.scale);
  if (view.sort !== DEFAULT_LATENCY_VIEW.sort) params.set('sort', view.sort);
  if (view.ascending) params.set('order', 'asc');
  return params;
}

/** The address of the latency page with a view; what is left out is the default. */
export function latencyHref(view: Partial<LatencyView>): string {
  const params = formatLatencyView({ ...DEFAULT_LATENCY_VIEW, ...view });
  return params.size === 0 ? '/latency' : `/latency?${params}`;
}

/** The time that is looked at: the zoom window if there is one, else the range. */
export function shownRange({ range, zoom }: Pick<LatencyView, 'range' | 'zoom'>): TimeRange {
  return zoom ? { kind: 'absolute', ...zoom } : range;
}

function parseZoom(text: string | null): LatencyView['zoom'] {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text ?? '');
  if (match === null) return null;
  const [startMs, endMs] = [Number(match[1]), Number(match[2])];
  return startMs < endMs ? { startMs, endMs } : null;
}
