import type { Nanos } from '@/lib/base/units';
import type { TimeWindow } from '@/lib/url/trace-view';

/** No deeper zoom than this: below it single nanoseconds, which is all that clocks give, are many pixels wide already. */
export const MIN_WINDOW_NANOS = 20;
/** How much room is left beside a span that is made to fit, as a share of its duration. */
const FIT_MARGIN = 0.05;

/** Where an offset from the trace's start lies, in CSS pixels from the left edge of a timeline `width` wide. */
export function nanosToPx(nanos: Nanos, window: TimeWindow, width: number): number {
  return ((nanos - window.start) / (window.end - window.start)) * width;
}

/** The offset from the trace's start at a pixel; the inverse of {@link nanosToPx}. */
export function pxToNanos(px: number, window: TimeWindow, width: number): Nanos {
  return window.start + (px / width) * (window.end - window.start);
}

/** The window that is shown: `null` means the whole, and so does one that lies wholly outside the trace. */
export function shownWindow(window: TimeWindow | null, extent: Nanos): TimeWindow {
  return (window === null ? null : clampWindow(window, extent)) ?? { start: 0, end: extent };
}

/**
 * The nearest window in whole nanoseconds that lies within the trace and is not narrower than {@link MIN_WINDOW_NANOS};
 * null where that is the whole trace, or where the two do not overlap at all.
 */
export function clampWindow(window: TimeWindow, extent: Nanos): TimeWindow | null {
  if (window.start >= extent || window.end <= 0) return null;
  const length = Math.max(Math.round(window.end - window.start), MIN_WINDOW_NANOS);
  if (length >= extent) return null;
  const start = Math.round(Math.min(Math.max(window.start, 0), extent - length));
  return { start, end: start + length };
}

/**
 * Makes the window `factor` times as long, so that the moment `anchor` stays where it is on the screen (as far as the
 * ends of the trace allow).
 */
export function zoomAt(window: TimeWindow, extent: Nanos, anchor: Nanos, factor: number): TimeWindow | null {
  const length = Math.min(Math.max((window.end - window.start) * factor, MIN_WINDOW_NANOS), extent);
  const start = anchor - (anchor - window.start) * (length / (window.end - window.start));
  return clampWindow(within({ start, end: start + length }, extent), extent);
}

/** Moves the window by `nanos`, up to the ends of the trace, keeping its length. */
export function panBy(window: TimeWindow, extent: Nanos, nanos: Nanos): TimeWindow | null {
  return clampWindow(within({ start: window.start + nanos, end: window.end + nanos }, extent), extent);
}

/** A window that shows the stretch with a little room on both sides. */
export function fitWindow(start: Nanos, duration: Nanos, extent: Nanos): TimeWindow | null {
  const length = Math.max(duration * (1 + 2 * FIT_MARGIN), MIN_WINDOW_NANOS);
  const from = start + duration / 2 - length / 2;
  return clampWindow(within({ start: from, end: from + length }, extent), extent);
}

/** The window between two pixels, in either order. */
export function windowBetween(fromPx: number, toPx: number, shown: TimeWindow, width: number): TimeWindow {
  const clampPx = (px: number) => Math.min(Math.max(px, 0), width);
  const a = pxToNanos(clampPx(fromPx), shown, width);
  const b = pxToNanos(clampPx(toPx), shown, width);
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** Moved, not cut, into the trace. */
function within({ start, end }: TimeWindow, extent: Nanos): TimeWindow {
  const shift = start < 0 ? -start : Math.min(0, extent - end);
  return { start: Math.max(0, start + shift), end: end + shift };
}
