import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampWindow,
  fitWindow,
  MIN_WINDOW_NANOS,
  nanosToPx,
  panBy,
  pxToNanos,
  shownWindow,
  windowBetween,
  zoomAt,
} from './viewport';

describe('nanosToPx and pxToNanos', () => {
  it('map the window onto the width and back', () => {
    const window = { start: 100, end: 300 };
    expect(nanosToPx(100, window, 800)).toBe(0);
    expect(nanosToPx(150, window, 800)).toBe(200);
    expect(nanosToPx(300, window, 800)).toBe(800);
    expect(pxToNanos(200, window, 800)).toBe(150);
  });

  it('keep neighbouring nanoseconds apart 100 days into a trace', () => {
    const start = 8_640_000_000_000_000;
    expect(nanosToPx(start + 1, { start, end: start + 20 }, 1000)).toBe(50);
  });
});

describe('clampWindow', () => {
  it('cuts nothing that fits', () => {
    expect(clampWindow({ start: 100, end: 300 }, 1000)).toEqual({ start: 100, end: 300 });
  });

  it('moves a window into the trace', () => {
    expect(clampWindow({ start: 900, end: 1100 }, 1000)).toEqual({ start: 800, end: 1000 });
    expect(clampWindow({ start: -50, end: 50 }, 1000)).toEqual({ start: 0, end: 100 });
  });

  it('is null for the whole trace and for a window beside it', () => {
    expect(clampWindow({ start: 0, end: 1000 }, 1000)).toBeNull();
    expect(clampWindow({ start: 2000, end: 3000 }, 1000)).toBeNull();
    expect(shownWindow({ start: 2000, end: 3000 }, 1000)).toEqual({ start: 0, end: 1000 });
  });

  it('widens what is too narrow', () => {
    expect(clampWindow({ start: 100, end: 101 }, 1000)).toEqual({ start: 100, end: 100 + MIN_WINDOW_NANOS });
    expect(clampWindow({ start: 1, end: 2 }, 5)).toBeNull();
  });
});

describe('zoomAt', () => {
  it('keeps the anchor in its place', () => {
    // 300 is a quarter into 200 to 600; half as long it is a quarter into 250 to 450.
    expect(zoomAt({ start: 200, end: 600 }, 1000, 300, 0.5)).toEqual({ start: 250, end: 450 });
  });

  it('stops at the ends of the trace and at the whole', () => {
    expect(zoomAt({ start: 0, end: 400 }, 1000, 400, 2)).toEqual({ start: 0, end: 800 });
    expect(zoomAt({ start: 200, end: 600 }, 1000, 300, 10)).toBeNull();
  });

  it('gives a window of whole nanoseconds inside the trace, whatever is asked', () => {
    const nanos = fc.integer({ min: 0, max: 10 ** 15 });
    fc.assert(
      fc.property(nanos, nanos, nanos, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, anchor, factor) => {
        const extent = Math.max(a, b, 1);
        const zoomed = zoomAt(
          shownWindow({ start: Math.min(a, b), end: Math.max(a, b) }, extent),
          extent,
          anchor,
          factor,
        );
        if (zoomed === null) return;
        expect(Number.isInteger(zoomed.start) && Number.isInteger(zoomed.end)).toBe(true);
        expect(zoomed.start).toBeGreaterThanOrEqual(0);
        expect(zoomed.end).toBeLessThanOrEqual(extent);
        expect(zoomed.end - zoomed.start).toBeGreaterThanOrEqual(MIN_WINDOW_NANOS);
      }),
    );
  });
});

describe('panBy', () => {
  it('keeps the length, also at the ends', () => {
    expect(panBy({ start: 200, end: 600 }, 1000, 100)).toEqual({ start: 300, end: 700 });
    expect(panBy({ start: 200, end: 600 }, 1000, 900)).toEqual({ start: 600, end: 1000 });
    expect(panBy({ start: 200, end: 600 }, 1000, -900)).toEqual({ start: 0, end: 400 });
  });
});

describe('fitWindow', () => {
  it('leaves a twentieth on both sides', () => {
    expect(fitWindow(300, 200, 1000)).toEqual({ start: 290, end: 510 });
  });

  it('centres a span without duration', () => {
    expect(fitWindow(500, 0, 1000)).toEqual({ start: 490, end: 510 });
  });

  it('shows the whole for the longest span', () => {
    expect(fitWindow(0, 1000, 1000)).toBeNull();
  });
});

describe('windowBetween', () => {
  it('takes pixels in either order and stays inside', () => {
    const shown = { start: 0, end: 1000 };
    expect(windowBetween(50, 20, shown, 100)).toEqual({ start: 200, end: 500 });
    expect(windowBetween(-10, 400, shown, 100)).toEqual({ start: 0, end: 1000 });
  });
});
