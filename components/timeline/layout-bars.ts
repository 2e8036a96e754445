import { lowerBound, upperBound } from '@/lib/base/bisect';
import type { Nanos } from '@/lib/base/units';
import type { Stretches } from '@/lib/trace/stretches';
import { nanosToPx, pxToNanos, type ShownWindow } from './viewport';

/** Narrower than this nothing is drawn: every span is to be seen at any zoom, and one pixel is hard to see. */
export const MIN_BAR_PX = 2;

/** Where a bar lies within the timeline, in CSS pixels from its left edge. */
export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** A bar of a span, and whether it goes on beyond an edge of the window. */
export interface CutBar extends Bar {
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

/** A bar, or on which side of the window it lies. */
export type Placement = CutBar | 'before' | 'after';

/**
 * The bar of a stretch. What reaches out of the window is cut at the edge; a stretch that touches the window has at least
 * {@link MIN_BAR_PX} inside it.
 */
export function layoutBar(start: Nanos, duration: Nanos, window: ShownWindow, width: number): Placement {
  if (start + duration < window.start) return 'before';
  if (start > window.end) return 'after';
  const left = Math.max(0, Math.min(nanosToPx(start, window, width), width - MIN_BAR_PX));
  const right = Math.min(width, nanosToPx(start + duration, window, width));
  return {
    left,
    width: Math.max(MIN_BAR_PX, right - left),
    cutLeft: start < window.start,
    cutRight: start + duration > window.end,
  };
}

/**
 * The bars of many stretches in one row, those that touch on the screen joined, so that there are never more than pixels.
 * O(pixels times log n): all stretches that begin where it is covered already are taken at once. Stretches are sorted, so
 * that of those the last one reaches farthest.
 */
export function layoutStretches({ starts, ends }: Stretches, window: ShownWindow, width: number): Bar[] {
  const bars: { left: number; width: number }[] = [];
  let at = lowerBound(ends, window.start);
  while (at < starts.length && (starts[at] as number) <= window.end) {
    const start = starts[at] as number;
    const bar = layoutBar(start, (ends[at] as number) - start, window, width);
    if (bar === 'before' || bar === 'after') break;
    const last = bars.at(-1);
    const right = bar.left + bar.width;
    if (last !== undefined && bar.left <= last.left + last.width) last.width = Math.max(last.width, right - last.left);
    else bars.push({ left: bar.left, width: bar.width });
    const covered = Math.min(pxToNanos(right, window, width), window.end);
    at = Math.max(at + 1, upperBound(starts, covered, at + 1) - 1);
  }
  return bars;
}

/** Where a text beside a bar begins. */
export interface LabelPlace {
  readonly x: number;
  readonly side: 'right' | 'left' | 'inside';
}

/** Between a label and the ends of its bar, on both sides. */
export const LABEL_GAP_PX = 6;

/**
 * Puts a text right of its bar, left of it where there is no room, and at the end of `inner` (the bar itself, or its last
 * part) where there is none on either side; null where it does not fit there either. It never covers a bar's start.
 */
export function placeLabel(bar: Bar, textWidth: number, width: number, inner: Bar = bar): LabelPlace | null {
  const right = bar.left + bar.width + LABEL_GAP_PX;
  if (right + textWidth <= width) return { x: right, side: 'right' };
  const left = bar.left - LABEL_GAP_PX - textWidth;
  if (left >= 0) return { x: left, side: 'left' };
  if (textWidth + 2 * LABEL_GAP_PX > inner.width) return null;
  return { x: inner.left + inner.width - LABEL_GAP_PX - textWidth, side: 'inside' };
}
