import { isSpanId } from '@/lib/base/ids';

/** The ways to look at a trace, in the order of their tabs. */
export const TRACE_TABS = ['timeline', 'flame', 'statistics', 'spans', 'events', 'json'] as const;
export type TraceTab = (typeof TRACE_TABS)[number];

export const STATISTICS_SORTS = ['name', 'count', 'total', 'self', 'p50', 'p95', 'p99', 'max', 'errors'] as const;
export type StatisticsSort = (typeof STATISTICS_SORTS)[number];

export const SPAN_SORTS = [
  'start',
  'service',
  'name',
  'kind',
  'duration',
  'self',
  'status',
  'events',
  'links',
  'ledTo',
] as const;
export type SpanSort = (typeof SPAN_SORTS)[number];

export const SPAN_CHOICES = ['all', 'errors', 'rejected'] as const;
export type SpanChoice = (typeof SPAN_CHOICES)[number];

export const FLAME_SHAPES = ['calls', 'services'] as const;
export type FlameShape = (typeof FLAME_SHAPES)[number];

/** A column and its direction. */
export interface Sorting<Sort extends string> {
  readonly sort: Sort;
  readonly ascending: boolean;
}

/** What spans are put together by: their service, service and name, or the value of the attribute with this key. */
export type StatisticsBy = 'service' | 'operation' | { readonly attribute: string };

/** What one sees of a trace in the tabs beside the timeline. */
export interface TraceTabsView {
  readonly view: TraceTab;
  readonly statisticsBy: StatisticsBy;
  readonly statisticsSort: Sorting<StatisticsSort>;
  readonly spansSort: Sorting<SpanSort>;
  /** Text that a span's service or name contains; '' for all. */
  readonly spansFilter: string;
  readonly spansChoice: SpanChoice;
  readonly flameShape: FlameShape;
  /** The flame graph as a table. */
  readonly flameTable: boolean;
  /** A span in the frame that the flame graph is zoomed into; null: the whole trace. */
  readonly flameFocus: string | null;
}

export const DEFAULT_TRACE_TABS: TraceTabsView = {
  view: 'timeline',
  statisticsBy: 'operation',
  statisticsSort: { sort: 'self', ascending: false },
  spansSort: { sort: 'start', ascending: true },
  spansFilter: '',
  spansChoice: 'all',
  flameShape: 'calls',
  flameTable: false,
  flameFocus: null,
};

/** What is longer is not kept: no key or filter that a person types comes near. */
export const MAX_TAB_TEXT = 300;
/** Before the key of an attribute, so that one may be called "service". */
const ATTRIBUTE_MARK = '@';

/** The part of a URL that says what the tabs show. What is missing or cannot be read is the default. */
export function parseTraceTabs(params: URLSearchParams): TraceTabsView {
  const focus = params.get('focus');
  return {
    view: oneOf(TRACE_TABS, params.get('view'), DEFAULT_TRACE_TABS.view),
    statisticsBy: parseBy(params.get('by')),
    statisticsSort: parseSorting(STATISTICS_SORTS, params.get('stats'), DEFAULT_TRACE_TABS.statisticsSort),
    spansSort: parseSorting(SPAN_SORTS, params.get('sort'), DEFAULT_TRACE_TABS.spansSort),
    spansFilter: shortText(params.get('filter') ?? ''),
    spansChoice: oneOf(SPAN_CHOICES, params.get('only'), DEFAULT_TRACE_TABS.spansChoice),
    flameShape: oneOf(FLAME_SHAPES, params.get('flame'), DEFAULT_TRACE_TABS.flameShape),
    flameTable: params.get('as') === 'table',
    flameFocus: focus !== null && isSpanId(focus) ? focus : null,
  };
}

/** Writes the part of `view` that is not the default into `params`. */
export function writeTraceTabs(params: URLSearchParams, view: TraceTabsView): void {
  const preset = DEFAULT_TRACE_TABS;
  if (view.view !== preset.view) params.set('view', view.view);
  if (view.statisticsBy !== preset.statisticsBy) params.set('by', formatBy(view.statisticsBy));
  writeSorting(params, 'stats', view.statisticsSort, preset.statisticsSort);
  writeSorting(params, 'sort', view.spansSort, preset.spansSort);
  if (shortText(view.spansFilter) !== '') params.set('filter', view.spansFilter);
  if (view.spansChoice !== preset.spansChoice) params.set('only', view.spansChoice);
  if (view.flameShape !== preset.flameShape) params.set('flame', view.flameShape);
  if (view.flameTable) params.set('as', 'table');
  if (view.flameFocus !== null) params.set('focus', view.flameFocus);
}

function formatBy(by: StatisticsBy): string {
  return typeof by === 'string' ? by : ATTRIBUTE_MARK + by.attribute;
}

function parseBy(text: string | null): StatisticsBy {
  if (text === 'service' || text === 'operation') return text;
  const key = text?.startsWith(ATTRIBUTE_MARK) ? shortText(text.slice(ATTRIBUTE_MARK.length)) : '';
  return key === '' ? DEFAULT_TRACE_TABS.statisticsBy : { attribute: key };
}

/** `self` upwards, `-self` downwards. */
function parseSorting<const Sort extends string>(
  sorts: readonly Sort[],
  text: string | null,
  preset: Sorting<Sort>,
): Sorting<Sort> {
  const ascending = text?.startsWith('-') !== true;
  const sort = sorts.find((each) => each === (ascending ? text : text?.slice(1)));
  return sort === undefined ? preset : { sort, ascending };
}

function writeSorting<Sort extends string>(
  params: URLSearchParams,
  name: string,
  { sort, ascending }: Sorting<Sort>,
  preset: Sorting<Sort>,
): void {
  if (sort !== preset.sort || ascending !== preset.ascending) params.set(name, ascending ? sort : `-${sort}`);
}

function oneOf<const T extends string>(choices: readonly T[], text: string | null, preset: T): T {
  return choices.find((choice) => choice === text) ?? preset;
}

function shortText(text: string): string {
  return text.length <= MAX_TAB_TEXT ? text : '';
}
