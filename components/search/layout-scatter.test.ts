import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byTime, layoutScatter, markAt, type ScatterPoint } from './layout-scatter';

const point = (startMs: number, durationNanos: number): ScatterPoint => ({ startMs, durationNanos, status: 'ok' });
const layout = (...points: ScatterPoint[]) => layoutScatter(points, 600, 200, 10);

describe('layoutScatter', () => {
  it('puts the later further right and the longer further up, inside the plot', () => {
    const { marks, plot } = layout(point(1_000, 5e6), point(2_000, 1e9), point(3_000, 1e3));
    const [first, second, third] = marks;
    if (!first || !second || !third) throw new Error('three marks');
    expect([first.xPx < second.xPx, second.xPx < third.xPx]).toEqual([true, true]);
    expect([second.yPx < first.yPx, first.yPx < third.yPx]).toEqual([true, true]);
    for (const mark of marks) {
      expect(mark.xPx).toBeGreaterThan(plot.leftPx);
      expect(mark.xPx).toBeLessThan(plot.rightPx);
      expect(mark.yPx).toBeGreaterThan(plot.topPx);
      expect(mark.yPx).toBeLessThan(plot.bottomPx);
    }
  });

  it('gives equal factors of duration equal distances', () => {
    const { marks } = layout(point(1, 1e3), point(2, 1e5), point(3, 1e7));
    const [low = 0, middle = 0, high = 0] = marks.map((mark) => mark.yPx);
    expect(low - middle).toBeCloseTo(middle - high);
  });

  it('labels powers of ten, and marks between them when there are few', () => {
    expect(layout(point(1, 1e4), point(2, 1e9)).yTicks.map((tick) => tick.label)).toEqual([
      '10 µs',
      '100 µs',
      '1 ms',
      '10 ms',
      '100 ms',
      '1 s',
    ]);
    expect(layout(point(1, 3e6)).yTicks.map((tick) => tick.label)).toEqual(['1 ms', '2 ms', '5 ms']);
  });

  it('lays a duration of zero on the lower edge', () => {
    const { marks, plot } = layout(point(1, 0), point(2, 5e6));
    expect(marks[0]?.yPx).toBeCloseTo(plot.bottomPx);
    expect(marks[1]?.yPx).toBeLessThan(plot.bottomPx - 50);
  });

  it('survives no points, one point and only zeros', () => {
    expect(layout().marks).toEqual([]);
    const [only] = layout(point(5, 5e6)).marks;
    expect(only?.xPx).toBeCloseTo((45 + 590) / 2);
    const [zero] = layout(point(5, 0)).marks;
    expect(zero?.yPx).toBeCloseTo(182.5);
  });

  it('labels times as finely as the marks are apart', () => {
    expect(layout(point(0, 1), point(100, 1)).xTicks[1]?.label).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
    expect(layout(point(0, 1), point(20_000, 1)).xTicks[1]?.label).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(layout(point(0, 1), point(7_200_000, 1)).xTicks[1]?.label).toMatch(/^\d\d:\d\d$/);
  });
});

describe('the labels of the time axis', () => {
  it('never overlap nor leave the chart, whatever the range and the width, and there is one at least', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.double({ min: 0, max: 12, noNaN: true }),
        fc.integer({ min: 320, max: 2600 }),
        (startMs, decades, widthPx) => {
          const { xTicks } = layoutScatter(
            [point(startMs, 1e6), point(startMs + 10 ** decades, 1e6)],
            widthPx,
            176,
            11,
          );
          expect(xTicks.length).toBeGreaterThan(0);
          const half = ((xTicks[0]?.label.length ?? 0) * 6.6) / 2;
          xTicks.forEach(({ xPx }, index) => {
            expect(xPx - half).toBeGreaterThanOrEqual(0);
            expect(xPx + half).toBeLessThanOrEqual(widthPx);
            const next = xTicks[index + 1];
            if (next) expect(next.xPx - xPx).toBeGreaterThan(2 * half);
          });
        },
      ),
    );
  });

  it('are as many as fit', () => {
    // 12 digits of 6 px and 10 px between them every 20 ms, which are 105 px; the label at 100 ms would leave the chart.
    const labels = layout(point(0, 1), point(100, 1)).xTicks.map(({ label }) => label.slice(-3));
    expect(labels).toEqual(['000', '020', '040', '060', '080']);
  });
});

describe('markAt', () => {
  const marks = [
    { xPx: 10, yPx: 10, status: 'ok' },
    { xPx: 20, yPx: 10, status: 'ok' },
  ] as const;

  it('finds the nearest mark within reach', () => {
    expect(markAt(marks, 14, 10, 8)).toBe(0);
    expect(markAt(marks, 16, 11, 8)).toBe(1);
    expect(markAt(marks, 40, 10, 8)).toBeNull();
  });
});

describe('byTime', () => {
  it('orders points from left to right', () => {
    expect(byTime([point(3, 1), point(1, 1), point(2, 1)])).toEqual([1, 2, 0]);
  });
});
