import { describe, expect, it } from 'vitest';
import { layoutTimeAxis, stepIndexAt, windowOf } from './layout-time';
import { stepOf, TEN_MS } from './test-support';

const steps = [0, 1, 2, 3].map((minute) => stepOf(minute));

describe('layoutTimeAxis', () => {
  // Root font 10 px: 40 px of labels at the left, 12.5 px at the right.
  const axis = layoutTimeAxis(steps, 452.5, 10);

  it('spreads the steps between the labels and the right edge', () => {
    expect([axis.leftPx, axis.rightPx]).toEqual([40, 440]);
    expect(axis.xOf(TEN_MS)).toBe(40);
    expect(axis.xOf(TEN_MS + 60_000)).toBe(140);
    expect(axis.xOf(TEN_MS + 240_000)).toBe(440);
  });

  it('labels round times inside the plot, of hours without seconds', () => {
    const { ticks } = layoutTimeAxis([{ startMs: TEN_MS, endMs: TEN_MS + 4 * 3_600_000 }], 452.5, 10);
    expect(ticks.length).toBeGreaterThan(1);
    for (const { xPx, label } of ticks) {
      expect(xPx).toBeGreaterThanOrEqual(40);
      expect(xPx).toBeLessThanOrEqual(440);
      expect(label).toMatch(/^\d\d:\d\d$/);
    }
  });

  it('labels a range of minutes with seconds, none of them twice', () => {
    // Three minutes over 900 px: a label every 30 s.
    const labels = layoutTimeAxis(steps.slice(0, 3), 952.5, 10).ticks.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => /^\d\d:\d\d:\d\d$/.test(label))).toBe(true);
    expect(labels.some((label) => label.endsWith(':30'))).toBe(true);
  });

  it('says the day at midnight', () => {
    const midnight = new Date(2026, 10, 20).getTime();
    const days = [{ startMs: midnight - 3_600_000, endMs: midnight + 3_600_000 }];
    expect(layoutTimeAxis(days, 1_000, 10).ticks.map((tick) => tick.label)).toContain('Nov 20');
  });

  it('survives having no steps and no room', () => {
    expect(layoutTimeAxis([], 0, 10).rightPx).toBeGreaterThan(layoutTimeAxis([], 0, 10).leftPx);
  });
});

describe('stepIndexAt', () => {
  const axis = { leftPx: 40, rightPx: 440 };

  it.each([
    [40, 0],
    [139.9, 0],
    [140, 1],
    [439, 3],
  ])('finds the step under %s px', (px, index) => expect(stepIndexAt(4, axis, px)).toBe(index));

  it('takes the first or the last step beside the plot', () => {
    expect(stepIndexAt(4, axis, 0)).toBe(0);
    expect(stepIndexAt(4, axis, 5_000)).toBe(3);
  });

  it('is null when there are no steps', () => expect(stepIndexAt(0, axis, 100)).toBeNull());
});

describe('windowOf', () => {
  it('reaches from the start of the earlier to the end of the later step, whichever comes first', () => {
    const window = { startMs: TEN_MS + 60_000, endMs: TEN_MS + 180_000 };
    expect(windowOf(steps, 1, 2)).toEqual(window);
    expect(windowOf(steps, 2, 1)).toEqual(window);
    expect(windowOf(steps, 1, 9)).toBeNull();
  });
});
