import { isSpanId, isTraceId } from '@/lib/base/ids';
import type { Nanos } from '@/lib/base/units';
import { packSpans, unpackSpans } from './pack-spans';
import { DEFAULT_TRACE_COLOUR, parseTraceColour, type TraceColourView, writeTraceColour } from './trace-colour';
import { DEFAULT_TRACE_FIND, MAX_SHOWN, parseTraceFind, type TraceFindView, writeTraceFind } from './trace-find';
import { DEFAULT_TRACE_PILLS, parseTracePills, type TracePillsView, writeTracePills } from './trace-pills';
import { DEFAULT_TRACE_ROWS, parseTraceRows, type TraceRowsView, writeTraceRows } from './trace-rows';
import { DEFAULT_TRACE_TABS, parseTraceTabs, type TraceTabsView, writeTraceTabs } from './trace-tabs';
import { DEFAULT_TRACE_TIME, parseTraceTime, type TraceTimeView, writeTraceTime } from './trace-time';

export const GROUPINGS = ['tree', 'service'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const DETAIL_TABS = ['attributes', 'events', 'links', 'resource'] as const;
export type DetailTab = (typeof DETAIL_TABS)[number];

/** A part of the trace in time: offsets from its start in whole {@link Nanos}, `start < end`. */
export interface TimeWindow {
  readonly start: Nanos;
  readonly end: Nanos;
}

/** A step of the way that led to this trace: the span from which a link was followed. */
export interface TrailStep {
  readonly traceId: string;
  readonly spanId: string;
}

/** Everything that one sees of a trace and that a link has to reproduce. Span ids are 16 lower-case hex digits. */
export interface TraceView
  extends TraceTabsView,
    TraceFindView,
    TracePillsView,
    TraceColourView,
    TraceRowsView,
    TraceTimeView {
  /** The selected span, whose details are open; null: none. */
  readonly span: string | null;
  /** Null: the whole trace. */
  readonly window: TimeWindow | null;
  readonly grouping: Grouping;
  /** In the tree, parents at this depth and deeper are folded; null: none is. */
  readonly foldDepth: number | null;
  /** Parents for which the opposite of `foldDepth` holds, and spans whose run of like siblings is open, each once. */
  readonly toggledSpans: readonly string[];
  /** Grouped by service: whether the groups are folded. */
  readonly foldServices: boolean;
  /** Services for which the opposite of `foldServices` holds, each once. */
  readonly toggledServices: readonly string[];
  readonly criticalPath: boolean;
  readonly tab: DetailTab;
  /** The span at the upper edge, once one has scrolled; null: the first row, or where the selected span is. */
  readonly top: string | null;
  /** From the first trace to the one before this. */
  readonly trail: readonly TrailStep[];
}

export const DEFAULT_TRACE_VIEW: TraceView = {
  span: null,
  window: null,
  grouping: 'tree',
  foldDepth: null,
  toggledSpans: [],
  foldServices: false,
  toggledServices: [],
  criticalPath: true,
  tab: 'attributes',
  top: null,
  trail: [],
  ...DEFAULT_TRACE_TABS,
  ...DEFAULT_TRACE_FIND,
  ...DEFAULT_TRACE_PILLS,
  ...DEFAULT_TRACE_TIME,
  ...DEFAULT_TRACE_COLOUR,
  ...DEFAULT_TRACE_ROWS,
};

/**
 * How much of what may grow goes into a URL: servers refuse more than 8 to 16 kB. 400 folded rows are 4.4 kB.
 * {@link leftOutOfUrl} counts what is beyond.
 */
export const URL_LIMITS = { spans: 400, services: 100, serviceNameLength: 200, trail: 20 } as const;

/** The view in a URL. What is missing is the default; what cannot be read, wholly or in part, falls back to it. */
export function parseTraceView(params: URLSearchParams): TraceView {
  return {
    span: oneSpan(params.get('span')),
    window: timeWindow(params.get('from'), params.get('to')),
    grouping: oneOf(GROUPINGS, params.get('group')),
    foldDepth: depth(params.get('fold')),
    toggledSpans: unpackSpans(params.get('rows') ?? '', URL_LIMITS.spans),
    foldServices: params.get('services') === 'folded',
    toggledServices: [...new Set(params.getAll('service'))].filter(fitsUrl).slice(0, URL_LIMITS.services),
    criticalPath: params.get('path') !== 'off',
    tab: oneOf(DETAIL_TABS, params.get('tab')),
    top: oneSpan(params.get('top')),
    trail: parseTrail(params.get('trail') ?? ''),
    ...parseTraceTabs(params),
    ...parseTraceFind(params),
    ...parseTracePills(params),
    ...parseTraceTime(params),
    ...parseTraceColour(params),
    ...parseTraceRows(params),
  };
}

/** The search parameters of a view, defaults left out. `parseTraceView` gives the view back, within {@link URL_LIMITS}. */
export function formatTraceView(view: TraceView): URLSearchParams {
  const params = new URLSearchParams();
  writeTraceTabs(params, view);
  if (view.span !== null) params.set('span', view.span);
  if (view.window !== null) {
    params.set('from', String(view.window.start));
    params.set('to', String(view.window.end));
  }
  if (view.grouping !== DEFAULT_TRACE_VIEW.grouping) params.set('group', view.grouping);
  if (view.foldDepth !== null) params.set('fold', String(view.foldDepth));
  if (view.toggledSpans.length > 0) {
    params.set('rows', packSpans(view.toggledSpans, URL_LIMITS.spans));
  }
  if (view.foldServices) params.set('services', 'folded');
  for (const name of view.toggledServices.filter(fitsUrl).slice(0, URL_LIMITS.services)) {
    params.append('service', name);
  }
  if (!view.criticalPath) params.set('path', 'off');
  if (view.tab !== DEFAULT_TRACE_VIEW.tab) params.set('tab', view.tab);
  if (view.top !== null) params.set('top', view.top);
  if (view.trail.length > 0) {
    const steps = view.trail.slice(-URL_LIMITS.trail);
    params.set('trail', steps.map((step) => `${step.traceId}-${step.spanId}`).join('.'));
  }
  writeTraceFind(params, view);
  writeTracePills(params, view);
  writeTraceTime(params, view);
  writeTraceColour(params, view);
  writeTraceRows(params, view);
  return params;
}

/** How many rows and services that were folded, unfolded or shown one by one a URL does not hold. 0 for all but extreme views. */
export function leftOutOfUrl(view: TraceView): number {
  const services = Math.min(view.toggledServices.filter(fitsUrl).length, URL_LIMITS.services);
  const spans = Math.max(0, view.toggledSpans.length - URL_LIMITS.spans);
  const shown = Math.max(0, view.shownSpans.length - MAX_SHOWN);
  return spans + shown + view.toggledServices.length - services;
}

function fitsUrl(serviceName: string): boolean {
  return serviceName.length <= URL_LIMITS.serviceNameLength;
}

function oneSpan(text: string | null): string | null {
  return text !== null && isSpanId(text) ? text : null;
}

function oneOf<const T extends string>(choices: readonly [T, ...T[]], text: string | null): T {
  return choices.find((choice) => choice === text) ?? choices[0];
}

function depth(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function timeWindow(from: string | null, to: string | null): TimeWindow | null {
  if (from === null || to === null || !/^\d{1,16}$/.test(from) || !/^\d{1,16}$/.test(to)) return null;
  const start = Number(from);
  const end = Number(to);
  return start < end && Number.isSafeInteger(end) ? { start, end } : null;
}

function parseTrail(text: string): TrailStep[] {
  const steps = text.split('.').map((step) => {
    const [traceId = '', spanId = '', ...rest] = step.split('-');
    return rest.length === 0 && isTraceId(traceId) && isSpanId(spanId) ? { traceId, spanId } : null;
  });
  return steps.filter((step) => step !== null).slice(-URL_LIMITS.trail);
}
