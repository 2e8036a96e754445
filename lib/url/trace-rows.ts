import { isSpanId } from '@/lib/base/ids';
import { packSpans, unpackSpans } from './pack-spans';

/** Which rows of a trace there are, apart from what is folded. Span ids are 16 lower-case hex digits. */
export interface TraceRowsView {
  /** As a tree: runs of like siblings have a row of their own, folded unless they are toggled. */
  readonly foldAlike: boolean;
  /** The span whose sub-tree is shown as if it were the trace; null: the whole trace. */
  readonly root: string | null;
  /** Spans that are also shown above all rows, each once, at most {@link MAX_PINS}. */
  readonly pins: readonly string[];
}

export const DEFAULT_TRACE_ROWS: TraceRowsView = { foldAlike: true, root: null, pins: [] };

/** More would leave no room for the rows below. */
export const MAX_PINS = 8;

/** The part of a URL that says which rows there are: `alike=apart`, `root` and `pins`. What cannot be read is left out. */
export function parseTraceRows(params: URLSearchParams): TraceRowsView {
  const root = params.get('root');
  return {
    foldAlike: params.get('alike') !== 'apart',
    root: root !== null && isSpanId(root) ? root : null,
    pins: unpackSpans(params.get('pins') ?? '', MAX_PINS),
  };
}

/** Writes the part of `view` that is not the default into `params`. */
export function writeTraceRows(params: URLSearchParams, { foldAlike, root, pins }: TraceRowsView): void {
  if (!foldAlike) params.set('alike', 'apart');
  if (root !== null) params.set('root', root);
  if (pins.length > 0) params.set('pins', packSpans(pins, MAX_PINS));
}

/** The pins with this one added at the end, or taken away if it is there. The same when there are {@link MAX_PINS} already. */
export function togglePin(pins: readonly string[], spanId: string): readonly string[] {
  if (pins.includes(spanId)) return pins.filter((each) => each !== spanId);
  return pins.length < MAX_PINS ? [...pins, spanId] : pins;
}
