import type { Nanos } from '@/lib/base/units';
import { type CutBar, layoutBar } from './layout-bars';
import type { ShownWindow } from './viewport';

/** Shorter ones would look like a flaw of the bar's end. */
const MIN_REACH_PX = 4;

/**
 * The line from the end of a span to where the last span below it ended; null where none went on after it, so shortly
 * that it is not seen, or out of view.
 */
export function layoutReach(end: Nanos, reach: Nanos, window: ShownWindow, width: number): CutBar | null {
  if (reach <= end) return null;
  const line = layoutBar(end, reach - end, window, width);
  return typeof line === 'string' || line.width < MIN_REACH_PX ? null : line;
}
