import type { Steps } from '@/lib/base/steps';
import { StatusCode, type Trace } from '@/lib/trace/trace';
import { nanosToPx, type ShownWindow } from './viewport';

/** A picture of a whole trace in few pixels: all its spans from top to bottom, whatever is folded. */
export interface MinimapLayout {
  readonly trace: Trace;
  readonly columns: number;
  readonly lines: number;
  /** For each cell, line by line, the span that is seen there plus 1; 0 where there is none. */
  readonly cells: Uint32Array;
  /** 1 for each column in which a span with an error lies, 2 where only a rejected one does. */
  readonly alarms: Uint8Array;
}

/** Few enough for a step of some milliseconds. */
const SPANS_A_STEP = 16_384;

/**
 * Lays all spans of a trace out on a grid, the first of `order` at the top. Each covers at least one cell of its line;
 * where several share a cell, the last one (the deepest of a tree's order) is seen. When there are fewer spans than lines,
 * there are only as many lines as spans.
 *
 * Spans are placed from the last to the first into cells that are still free, and each line remembers where its next free
 * cell is, so that a cell is looked at a few times only: O(spans + cells), whatever their lengths. 1,000,000 spans take about
 * 0.1 s, hence the steps: the rows need not wait for it.
 */
export function* minimapSteps(
  trace: Trace,
  order: Int32Array,
  whole: ShownWindow,
  columns: number,
  maxLines: number,
): Steps<MinimapLayout> {
  const lines = Math.max(1, Math.min(maxLines, trace.spanCount));
  const cells = new Uint32Array(columns * lines);
  const alarms = new Uint8Array(columns);
  const nextFree = Uint32Array.from({ length: lines * (columns + 1) }, (_, i) => i % (columns + 1));

  for (let at = order.length - 1; at >= 0; at--) {
    const span = order[at] as number;
    const start = trace.starts[span] as number;
    const line = Math.floor((at * lines) / order.length);
    const from = Math.min(columns - 1, Math.floor(nanosToPx(start, whole, columns)));
    const to = Math.ceil(nanosToPx(start + (trace.durations[span] as number), whole, columns));
    const until = Math.min(columns, Math.max(from + 1, to));
    const base = line * (columns + 1);
    for (let column = free(nextFree, base, from); column < until; column = free(nextFree, base, column)) {
      cells[line * columns + column] = span + 1;
      nextFree[base + column] = column + 1;
    }
    if (trace.statuses[span] === StatusCode.Error) alarms[from] = 1;
    else if (trace.rejected[span] === 1 && alarms[from] === 0) alarms[from] = 2;
    if (at % SPANS_A_STEP === 0) yield 1 - at / order.length;
  }
  return { trace, columns, lines, cells, alarms };
}

/** In the paints of cells: no span is there. */
export const NO_SPAN = 255;

/** The paint of each cell, by the span that is seen there: nothing that grows with the trace. */
export function cellPaints({ cells }: MinimapLayout, paintOf: (span: number) => number): Uint8Array {
  return Uint8Array.from(cells, (cell) => (cell === 0 ? NO_SPAN : paintOf(cell - 1)));
}

/** The first free column from `column` on, or the number of columns. Paths are halved on the way (union-find). */
function free(nextFree: Uint32Array, base: number, column: number): number {
  let at = column;
  while (nextFree[base + at] !== at) {
    const next = nextFree[base + at] as number;
    nextFree[base + at] = nextFree[base + next] as number;
    at = next;
  }
  return at;
}
