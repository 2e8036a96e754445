import type { Matches } from '@/lib/find/find-spans';
import type { Trace } from '@/lib/trace/trace';
import { nanosToPx, type ShownWindow } from './viewport';

/**
 * Where along the minimap, which shows the `whole` trace, matches start: 1 for each of `columns` equal parts of the trace in which one does. A span that
 * starts at the very end is in the last. O(spans).
 */
export function layoutTicks({ starts }: Trace, { matched }: Matches, whole: ShownWindow, columns: number): Uint8Array {
  const ticks = new Uint8Array(columns);
  for (let span = 0; span < matched.length; span++) {
    if (matched[span] === 1) ticks[columnAt(starts[span] as number, whole, columns)] = 1;
  }
  return ticks;
}

/** The column of a moment. */
export function columnAt(nanos: number, whole: ShownWindow, columns: number): number {
  return Math.max(0, Math.min(columns - 1, Math.floor(nanosToPx(nanos, whole, columns))));
}
