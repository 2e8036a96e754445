import { StatusCode, type Trace } from '@/lib/trace/trace';
import { nanosToPx, type ShownWindow } from './viewport';

/** A picture of a whole trace in few pixels: all its spans from top to bottom, whatever is folded. */
export interface MinimapLayout {
  readonly columns: number;
  readonly lines: number;
  /** For each cell, line by line, the code of the service that is seen there plus 1; 0 where there is none. */
  readonly cells: Uint16Array;
  /** 1 for each column in which a span with an error lies, 2 where only a rejected one does. */
  readonly alarms: Uint8Array;
}

/** Codes beyond this share the last colour: nobody tells that many apart in a minimap. */
const MAX_CODE = 65_535;

/**
 * Lays all spans of a trace out on a grid, the first of `order` at the top. Each covers at least one cell of its line;
 * where several share a cell, the last one (the deepest of a tree's order) is seen. When there are fewer spans than lines,
 * there are only as many lines as spans.
 *
 * Spans are placed from the last to the first into cells that are still free, and each line remembers where its next free
 * cell is, so that a cell is looked at a few times only: O(spans + cells), whatever their lengths.
 */
export function layoutMinimap(
  trace: Trace,
  order: Int32Array,
  whole: ShownWindow,
  columns: number,
  maxLines: number,
): MinimapLayout {
  const lines = Math.max(1, Math.min(maxLines, trace.spanCount));
  const cells = new Uint16Array(columns * lines);
  const alarms = new Uint8Array(columns);
  const nextFree = Uint32Array.from({ length: lines * (columns + 1) }, (_, i) => i % (columns + 1));

  for (let at = order.length - 1; at >= 0; at--) {
    const span = order[at] as number;
    const start = trace.starts[span] as number;
    const line = Math.floor((at * lines) / order.length);
    const from = Math.min(columns - 1, Math.floor(nanosToPx(start, whole, columns)));
    const to = Math.ceil(nanosToPx(start + (trace.durations[span] as number), whole, columns));
    const until = Math.min(columns, Math.max(from + 1, to));
    const code = Math.min(MAX_CODE, (trace.services.codes[span] as number) + 1);
    const base = line * (columns + 1);
    for (let column = free(nextFree, base, from); column < until; column = free(nextFree, base, column)) {
      cells[line * columns + column] = code;
      nextFree[base + column] = column + 1;
    }
    if (trace.statuses[span] === StatusCode.Error) alarms[from] = 1;
    else if (trace.rejected[span] === 1 && alarms[from] === 0) alarms[from] = 2;
  }
  return { columns, lines, cells, alarms };
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
