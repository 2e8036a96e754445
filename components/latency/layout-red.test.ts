import { describe, expect, it } from 'vitest';
import { layoutDurations, layoutFailures, layoutRate } from './layout-red';
import { layoutTimeAxis } from './layout-time';
import { stepOf } from './test-support';

// Four steps of 100 px each, from 40 px on.
const axis = layoutTimeAxis(
  [0, 1, 2, 3].map((minute) => stepOf(minute)),
  452.5,
  10,
);

describe('layoutRate', () => {
  // 114 px high less 7 px at either end: 100 px from 0 to the highest rate.
  const { bars, ticks } = layoutRate(
    [stepOf(0, { rate: 2 }), stepOf(1), stepOf(2, { rate: 1, filling: true })],
    axis,
    114,
  );

  it('draws a bar a step up to its rate, none where nothing was counted, a gap between neighbours', () => {
    expect(bars).toEqual([
      { leftPx: 40, topPx: 7, widthPx: 99, heightPx: 100, filling: false },
      { leftPx: 240, topPx: 57, widthPx: 99, heightPx: 50, filling: true },
    ]);
  });

  it('labels its axis from 0', () => expect(ticks[0]).toEqual({ yPx: 107, label: '0.0' }));

  it('has an axis also when nothing was counted', () => {
    expect(layoutRate([stepOf(0)], axis, 114).ticks.length).toBeGreaterThan(1);
  });

  it('shows what is small beside what is large', () => {
    const small = layoutRate([stepOf(0, { rate: 10_000 }), stepOf(1, { rate: 0.1 })], axis, 114).bars[1];
    expect(small?.heightPx).toBe(1);
  });
});

describe('layoutFailures', () => {
  // 0 in the middle of 114 px, 25 px a span on either side.
  const { errors, rejected, zeroPx, ticks } = layoutFailures(
    [stepOf(0, { errors: 2 }), stepOf(1, { rejected: 1, errors: 1 })],
    axis,
    114,
  );

  it('puts errors above the zero line and rejections below it, to one scale', () => {
    expect(zeroPx).toBe(57);
    expect(errors.map(({ topPx, heightPx }) => [topPx, heightPx])).toEqual([
      [7, 50],
      [32, 25],
    ]);
    expect(rejected).toEqual([{ leftPx: 140, topPx: 57, widthPx: 99, heightPx: 25, filling: false }]);
  });

  it('labels whole numbers, the same on both sides', () => {
    expect(ticks.map((tick) => tick.label)).toEqual(['2', '1', '0', '1', '2']);
  });
});

describe('layoutDurations', () => {
  const at = (p50: number | null) => ({ p50, p95: p50, p99: p50 });

  it('breaks a line where nothing was counted, so that no value is drawn that nobody measured', () => {
    const steps = [stepOf(0, at(10)), stepOf(1, at(20)), stepOf(2), stepOf(3, at(30))];
    const { runs } = layoutDurations(steps, axis, 107, 'linear');
    expect(runs.p50.map((run) => run.map((point) => point.index))).toEqual([[0, 1], [3]]);
    expect(runs.p50[0]?.map((point) => point.xPx)).toEqual([90, 190]);
  });

  it('puts a power of ten as far from the next on a logarithmic axis', () => {
    const steps = [stepOf(0, at(1e3)), stepOf(1, at(1e4)), stepOf(2, at(1e5))];
    const { runs, ticks } = layoutDurations(steps, axis, 107, 'log');
    const [low, middle, high] = runs.p99[0] ?? [];
    expect([low?.yPx, high?.yPx]).toEqual([107, 7]);
    expect(middle?.yPx).toBeCloseTo(57, 9);
    expect(ticks.map((tick) => tick.label)).toEqual(['1 µs', '10 µs', '100 µs']);
  });

  it('puts twice as long twice as high on a linear axis, which begins at 0', () => {
    const { runs, ticks } = layoutDurations([stepOf(0, at(1e6)), stepOf(1, at(2e6))], axis, 107, 'linear');
    expect(runs.p95[0]?.map((point) => point.yPx)).toEqual([57, 7]);
    expect(ticks[0]).toEqual({ yPx: 107, label: '0' });
  });

  it('keeps a length of 0 ns on a logarithmic axis, at the bottom', () => {
    const { runs } = layoutDurations([stepOf(0, at(0)), stepOf(1, at(1000))], axis, 107, 'log');
    expect(runs.p50[0]?.[0]?.yPx).toBe(107);
  });

  it('has an axis also when nothing was counted', () => {
    for (const scale of ['log', 'linear'] as const) {
      const { ticks, runs } = layoutDurations([stepOf(0)], axis, 107, scale);
      expect(ticks.length).toBeGreaterThan(1);
      expect(runs.p50).toEqual([]);
    }
  });
});
