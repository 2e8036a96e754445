import type { ViewCodec } from '@/lib/url/use-url-view';

export const TRACE_CHOICES = ['entries', 'all'] as const;
export type TraceChoice = (typeof TRACE_CHOICES)[number];

/** What the home page shows. */
export interface LiveView {
  /** null: order entries when there are any, else all: the traces of one's own clicks come first, and no list is empty for it. */
  readonly traces: TraceChoice | null;
}

/** `?traces=entries` or `?traces=all`; anything else is as if it were left out. */
export const LIVE_VIEW: ViewCodec<LiveView> = {
  parse: (params) => ({ traces: TRACE_CHOICES.find((choice) => choice === params.get('traces')) ?? null }),
  format: ({ traces }) => new URLSearchParams(traces === null ? {} : { traces }),
};
