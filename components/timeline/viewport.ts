import type { Pinch } from '@/components/canvas/pinch';
import type { Nanos } from '@/lib/base/units';
import { momentAt, placeOf, type Squeeze } from '@/lib/trace/squeeze';
import type { TimeWindow } from '@/lib/url/trace-view';

/** No deeper zoom than this: below it single nanoseconds, which is all that clocks give, are many pixels wide already. */
export const MIN_WINDOW_NANOS = 20;
/** How much room is left beside a span that is made to fit, as a share of its duration. */
const FIT_MARGIN = 0.05;

/**
 * A window with the scale on which it is drawn. All functions here count on that scale, so that with squeezed gaps a drag
 * of a pixel moves by a pixel, too, whatever time that is.
 */
export interface ShownWindow extends TimeWindow {
  /** Left out: the scale is time itself. */
  readonly squeezed?: SqueezedWindow;
}

interface SqueezedWindow {
  readonly scale: Squeeze;
  /** The places of the window's ends. */
  readonly from: number;
  readonly to: number;
}

/** Where an offset from the trace's start lies, in CSS pixels from the left edge of a timeline `width` wide. */
export function nanosToPx(nanos: Nanos, window: ShownWindow, width: number): number {
  const { squeezed } = window;
  if (squeezed === undefined) return ((nanos - window.start) / (window.end - window.start)) * width;
  return ((placeOf(squeezed.scale, nanos) - squeezed.from) / (squeezed.to - squeezed.from)) * width;
}

/** The offset from the trace's start at a pixel; the inverse of {@link nanosToPx}. */
export function pxToNanos(px: number, window: ShownWindow, width: number): Nanos {
  const { squeezed } = window;
  if (squeezed === undefined) return window.start + (px / width) * (window.end - window.start);
  return momentAt(squeezed.scale, squeezed.from + (px / width) * (squeezed.to - squeezed.from));
}

/** How long the window is on its scale: in nanoseconds, apart from breaks, which are shorter than what they stand for. */
export function unitsShown({ start, end, squeezed }: ShownWindow): number {
  return squeezed === undefined ? end - start : squeezed.to - squeezed.from;
}

/** The window that is shown: `null` means the whole, and so does one that lies wholly outside the trace. */
export function shownWindow(window: TimeWindow | null, extent: Nanos, scale: Squeeze | null = null): ShownWindow {
  const shown = (window === null ? null : clampWindow(window, extent)) ?? { start: 0, end: extent };
  if (scale === null) return shown;
  return { ...shown, squeezed: { scale, from: placeOf(scale, shown.start), to: placeOf(scale, shown.end) } };
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
export function zoomAt(window: ShownWindow, extent: Nanos, anchor: Nanos, factor: number): TimeWindow | null {
  const { from, to, place, windowOf } = scaleOf(window, extent);
  const length = (to - from) * Math.max(factor, MIN_WINDOW_NANOS / (to - from));
  const start = place(anchor) - (place(anchor) - from) * (length / (to - from));
  return windowOf(start, start + length);
}

/** The window after a pinch that began at `window`: what was between the fingers stays there. Pixels as in {@link nanosToPx}. */
export function pinchWindow(
  window: ShownWindow,
  extent: Nanos,
  { factor, fromPx, toPx }: Pinch,
  width: number,
): TimeWindow | null {
  const zoomed = zoomAt(window, extent, pxToNanos(fromPx, window, width), factor);
  const shown = shownWindow(zoomed, extent, window.squeezed?.scale ?? null);
  return panBy(shown, extent, (fromPx - toPx) / width);
}

/** Moves the window by this share of its length, positive is later, up to the ends of the trace. */
export function panBy(window: ShownWindow, extent: Nanos, share: number): TimeWindow | null {
  const { from, to, windowOf } = scaleOf(window, extent);
  const by = share * (to - from);
  return windowOf(from + by, to + by);
}

/** Moves the window so that a moment is in its middle, as far as the ends of the trace allow. */
export function centreOn(window: ShownWindow, extent: Nanos, moment: Nanos): TimeWindow | null {
  const { from, to, place } = scaleOf(window, extent);
  return panBy(window, extent, (place(moment) - (from + to) / 2) / (to - from));
}

/** A window that shows the stretch with a little room on both sides; `scale` is the one on which it will be drawn. */
export function fitWindow(
  start: Nanos,
  duration: Nanos,
  extent: Nanos,
  scale: Squeeze | null = null,
): TimeWindow | null {
  const { place, windowOf } = scaleOf(shownWindow(null, extent, scale), extent);
  const [from, to] = [place(start), place(start + duration)];
  const length = Math.max((to - from) * (1 + 2 * FIT_MARGIN), MIN_WINDOW_NANOS);
  const first = (from + to) / 2 - length / 2;
  return windowOf(first, first + length);
}

/** The window between two pixels, in either order. */
export function windowBetween(fromPx: number, toPx: number, shown: ShownWindow, width: number): TimeWindow {
  const clampPx = (px: number) => Math.min(Math.max(px, 0), width);
  const a = pxToNanos(clampPx(fromPx), shown, width);
  const b = pxToNanos(clampPx(toPx), shown, width);
  return { start: Math.min(a, b), end: Math.max(a, b) };
}

/** The window on its scale, and the way back. */
function scaleOf({ start, end, squeezed }: ShownWindow, extent: Nanos) {
  const scale = squeezed?.scale;
  const total = scale?.length ?? extent;
  const place = (nanos: Nanos) => (scale === undefined ? nanos : placeOf(scale, nanos));
  const moment = (at: number) => (scale === undefined ? at : momentAt(scale, at));
  return {
    from: squeezed?.from ?? start,
    to: squeezed?.to ?? end,
    place,
    /** Moved, not cut, into the trace; null: the whole. */
    windowOf: (from: number, to: number): TimeWindow | null => {
      if (to - from >= total) return null;
      const shift = from < 0 ? -from : Math.min(0, total - to);
      return clampWindow({ start: moment(Math.max(0, from + shift)), end: moment(to + shift) }, extent);
    },
  };
}
