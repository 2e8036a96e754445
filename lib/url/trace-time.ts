import type { Nanos } from '@/lib/base/units';

/** Two moments between which one measures: whole offsets from the trace's start, in the order in which they were set. */
export interface Measure {
  readonly from: Nanos;
  /** Null: the second is still to be set. */
  readonly to: Nanos | null;
}

/** How the time of a trace is shown. */
export interface TraceTimeView {
  /** Stretches in which nothing happens are squeezed. */
  readonly squeeze: boolean;
  /** Spans are shown with the clocks of their services set right, as far as that can be estimated. */
  readonly correctClocks: boolean;
  readonly measure: Measure | null;
}

export const DEFAULT_TRACE_TIME: TraceTimeView = { squeeze: false, correctClocks: false, measure: null };

/** The part of a URL that says how time is shown: `gaps=squeezed`, `clocks=corrected`, `measure=5` or `measure=5-90`. */
export function parseTraceTime(params: URLSearchParams): TraceTimeView {
  return {
    squeeze: params.get('gaps') === 'squeezed',
    correctClocks: params.get('clocks') === 'corrected',
    measure: parseMeasure(params.get('measure') ?? ''),
  };
}

/** Writes the part of `view` that is not the default into `params`. */
export function writeTraceTime(params: URLSearchParams, { squeeze, correctClocks, measure }: TraceTimeView): void {
  if (squeeze) params.set('gaps', 'squeezed');
  if (correctClocks) params.set('clocks', 'corrected');
  if (measure !== null) params.set('measure', [measure.from, measure.to ?? []].flat().join('-'));
}

function parseMeasure(text: string): Measure | null {
  const [, from, to] = /^(\d{1,16})(?:-(\d{1,16}))?$/.exec(text) ?? [];
  if (from === undefined) return null;
  const measure = { from: Number(from), to: to === undefined ? null : Number(to) };
  return Number.isSafeInteger(measure.from) && Number.isSafeInteger(measure.to ?? 0) ? measure : null;
}
