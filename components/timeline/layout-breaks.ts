import { lowerBound, upperBound } from '@/lib/base/bisect';
import type { Nanos } from '@/lib/base/units';
import { nanosToPx, type ShownWindow } from './viewport';

/** A part of the time axis that stands for more time than its width says. */
export interface Break {
  /** What was squeezed, from and to; the whole of it, also where a part lies outside the window. */
  readonly start: Nanos;
  readonly end: Nanos;
  /** The part in view, in CSS pixels from the left edge of the timeline. */
  readonly left: number;
  readonly width: number;
}

/** The squeezed gaps that are in view, in order. */
export function layoutBreaks(window: ShownWindow, width: number): Break[] {
  const { squeezed } = window;
  if (squeezed === undefined) return [];
  const { starts, ends } = squeezed.scale;
  const [first, end] = [upperBound(ends, window.start), lowerBound(starts, window.end)];
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => {
    const [from, to] = [starts[first + i] as number, ends[first + i] as number];
    const left = Math.max(0, nanosToPx(from, window, width));
    return { start: from, end: to, left, width: Math.min(width, nanosToPx(to, window, width)) - left };
  });
}
