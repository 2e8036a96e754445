import { isSpanId } from '@/lib/base/ids';
import { packSpans, unpackSpans } from './pack-spans';

export const FIND_PICKS = ['critical', 'errors', 'slowest'] as const;
/** Spans that a button picks out: those on the critical path, those with an error, those with the most self time. */
export type FindPick = (typeof FIND_PICKS)[number];

/** What is looked for inside a trace, and how what is found is shown. Span ids are 16 lower-case hex digits. */
export interface TraceFindView {
  /** A query as it was typed; '' for none. */
  readonly find: string;
  /** Besides the text, or alone; null: nothing is picked. */
  readonly pick: FindPick | null;
  /** Whether only matches are shown, with the spans that they are below. */
  readonly hideOthers: boolean;
  /** While others are hidden: each stands for a stretch of hidden rows that was unfolded. Each once. */
  readonly shownSpans: readonly string[];
  /** The match that one has stepped to; null: none yet. */
  readonly match: string | null;
}

export const DEFAULT_TRACE_FIND: TraceFindView = {
  find: '',
  pick: null,
  hideOthers: false,
  shownSpans: [],
  match: null,
};

/** So many unfolded stretches go into a URL; `leftOutOfUrl` counts what is beyond. */
export const MAX_SHOWN = 100;
/** In UTF-16 code units. No longer query is taken, so none is missing in a URL. */
export const MAX_FIND_LENGTH = 1000;

/** The part of a URL that says what is looked for. What is missing or cannot be read is the default. */
export function parseTraceFind(params: URLSearchParams): TraceFindView {
  const match = params.get('match');
  return {
    find: shortText(params.get('find') ?? ''),
    pick: FIND_PICKS.find((pick) => pick === params.get('pick')) ?? null,
    hideOthers: params.get('others') === 'hidden',
    shownSpans: unpackSpans(params.get('shown') ?? '', MAX_SHOWN),
    match: match !== null && isSpanId(match) ? match : null,
  };
}

/** Writes the part of `view` that is not the default into `params`. */
export function writeTraceFind(params: URLSearchParams, view: TraceFindView): void {
  if (shortText(view.find) !== '') params.set('find', view.find);
  if (view.pick !== null) params.set('pick', view.pick);
  if (view.hideOthers) params.set('others', 'hidden');
  if (view.shownSpans.length > 0) params.set('shown', packSpans(view.shownSpans, MAX_SHOWN));
  if (view.match !== null) params.set('match', view.match);
}

function shortText(text: string): string {
  return text.length <= MAX_FIND_LENGTH ? text : '';
}
