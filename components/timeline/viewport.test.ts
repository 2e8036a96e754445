import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { squeezeIdle } from '@/lib/trace/squeeze';
import { arbitraryTrace } from '@/lib/trace/test-traces';
import { buildTree } from '@/lib/trace/tree';
import { layoutBar, MIN_BAR_PX } from './layout-bars';
import { timelineModel } from './timeline-model';
import {
  centreOn,
  clampWindow,
  fitWindow,
  MIN_WINDOW_NANOS,
  nanosToPx,
  panBy,
  pinchWindow,
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
    expect(panBy({ start: 200, end: 600 }, 1000, 0.25)).toEqual({ start: 300, end: 700 });
    expect(panBy({ start: 200, end: 600 }, 1000, 2)).toEqual({ start: 600, end: 1000 });
    expect(panBy({ start: 200, end: 600 }, 1000, -2)).toEqual({ start: 0, end: 400 });
  });
});

describe('pinchWindow', () => {
  it('keeps what was between the fingers there', () => {
    // Moment 400 is at pixel 500 of 1000; half as long it is in the middle of 300 to 500, then 100 px further left.
    const pinch = { factor: 0.5, fromPx: 500, toPx: 400 };
    expect(pinchWindow({ start: 200, end: 600 }, 1000, pinch, 1000)).toEqual({ start: 320, end: 520 });
  });

  it('ends at the whole trace', () => {
    expect(pinchWindow({ start: 200, end: 600 }, 1000, { factor: 9, fromPx: 500, toPx: 400 }, 1000)).toBeNull();
  });
});

describe('centreOn', () => {
  it('brings a moment into the middle, as far as the ends of the trace allow', () => {
    expect(centreOn({ start: 200, end: 600 }, 1000, 500)).toEqual({ start: 300, end: 700 });
    expect(centreOn({ start: 200, end: 600 }, 1000, 990)).toEqual({ start: 600, end: 1000 });
  });
});

describe('a window with squeezed gaps', () => {
  // Busy from 0 to 480 and from 9,520 to 10,000; between them lies one break, 40 long on a scale of 1,000.
  const trace = traceFromText('gateway 0-10000 / risk 0-480 / venue 9520-10000');
  const scale = squeezeIdle(trace, buildTree(trace), 10_000);
  const whole = shownWindow(null, 10_000, scale);

  it('gives what is busy nearly all the room', () => {
    expect(nanosToPx(480, whole, 1000)).toBeCloseTo(480, 6);
    expect(nanosToPx(5000, whole, 1000)).toBeCloseTo(500, 6);
    expect(nanosToPx(9520, whole, 1000)).toBeCloseTo(520, 6);
    expect(pxToNanos(500, whole, 1000)).toBeCloseTo(5000, 6);
  });

  it('moves by pixels, whatever time they are', () => {
    const first = shownWindow({ start: 80, end: 480 }, 10_000, scale);
    // 240 on the scale: over the break, which is 40, and 200 on.
    expect(panBy(first, 10_000, 0.6)).toEqual({ start: 320, end: 9720 });
  });

  it('keeps the anchor of a zoom in its place', () => {
    const zoomed = zoomAt(whole, 10_000, 5000, 0.5);
    expect(zoomed).toEqual({ start: 250, end: 9750 });
    expect(nanosToPx(5000, shownWindow(zoomed, 10_000, scale), 1000)).toBeCloseTo(500, 6);
  });

  it('fits a span with room on both sides that is as wide as without gaps', () => {
    // From 400 to 9,600 are 200 on the scale, with 10 on both sides.
    expect(fitWindow(400, 9200, 10_000, scale)).toEqual({ start: 390, end: 9610 });
  });

  it('leads from a pixel to a moment and back, at any zoom of any trace', () => {
    fc.assert(
      fc.property(
        arbitraryTrace(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: MIN_WINDOW_NANOS, max: 500 }),
        (any, share, from, length) => {
          const { extent, squeeze } = timelineModel(any);
          const window = shownWindow({ start: from, end: from + length }, extent, squeeze);
          const px = share * 800;
          expect(nanosToPx(pxToNanos(px, window, 800), window, 800)).toBeCloseTo(px, 6);
          expect(nanosToPx(window.start, window, 800)).toBeCloseTo(0, 6);
          expect(nanosToPx(window.end, window, 800)).toBeCloseTo(800, 6);
        },
      ),
    );
  });

  it('shows every span that touches it, whatever it takes of the scale', () => {
    fc.assert(
      fc.property(
        arbitraryTrace(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 2, max: 60 }),
        (any, from, px) => {
          const { extent, squeeze } = timelineModel(any);
          const window = shownWindow({ start: from, end: from + MIN_WINDOW_NANOS }, extent, squeeze);
          for (const [span, start] of any.starts.entries()) {
            const duration = any.durations[span] as number;
            const bar = layoutBar(start, duration, window, px);
            const touches = start + duration >= window.start && start <= window.end;
            expect(typeof bar !== 'string').toBe(touches);
            if (typeof bar === 'string') continue;
            expect(bar.left).toBeGreaterThanOrEqual(0);
            expect(bar.width).toBeGreaterThanOrEqual(MIN_BAR_PX);
            expect(bar.left + bar.width).toBeLessThanOrEqual(px + 1e-6);
          }
        },
      ),
    );
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
