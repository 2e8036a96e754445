import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutRuler, niceStep } from './layout-ruler';

describe('niceStep', () => {
  it.each([
    [0.2, 1],
    [1, 1],
    [3, 5],
    [5.1, 10],
    [120, 200],
    [1.2e9, 2e9],
    [11e9, 15e9],
    [31e9, 60e9],
    [4 * 3600e9, 6 * 3600e9],
    [3 * 86400e9, 5 * 86400e9],
  ])('of at least %d ns is %d ns', (atLeast, step) => {
    expect(niceStep(atLeast)).toBe(step);
  });
});

describe('layoutRuler', () => {
  const labels = (start: number, end: number, width: number) =>
    layoutRuler({ start, end }, width, 100).map((tick) => tick.label);

  it('marks multiples of a round step', () => {
    expect(layoutRuler({ start: 0, end: 10_000_000 }, 500, 100)).toEqual([
      { nanos: 0, px: 0, label: '0' },
      { nanos: 2_000_000, px: 100, label: '2 ms' },
      { nanos: 4_000_000, px: 200, label: '4 ms' },
      { nanos: 6_000_000, px: 300, label: '6 ms' },
      { nanos: 8_000_000, px: 400, label: '8 ms' },
      { nanos: 10_000_000, px: 500, label: '10 ms' },
    ]);
  });

  it('begins with the first multiple inside the window', () => {
    expect(labels(1_250_000, 2_250_000, 500)).toEqual(['1.4 ms', '1.6 ms', '1.8 ms', '2.0 ms', '2.2 ms']);
  });

  it('counts nanoseconds deep inside a long trace', () => {
    expect(labels(1_000_000_000, 1_000_000_020, 400)).toEqual([
      '1.000000000 s',
      '1.000000005 s',
      '1.000000010 s',
      '1.000000015 s',
      '1.000000020 s',
    ]);
  });

  it('counts minutes, hours and days as people do', () => {
    expect(labels(0, 180e9, 400)).toEqual(['0', '1 min', '2 min', '3 min']);
    expect(labels(59e9, 121e9, 400)).toEqual(['1 min', '1 min 30 s', '2 min']);
    expect(labels(0, 30 * 86400e9, 400)).toEqual(['0', '10 d', '20 d', '30 d']);
  });

  it('never sets marks closer than asked, and none outside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e15 }),
        fc.integer({ min: 20, max: 1e15 }),
        fc.integer({ min: 50, max: 3000 }),
        (start, length, width) => {
          const ticks = layoutRuler({ start, end: start + length }, width, 100);
          ticks.forEach((tick, i) => {
            expect(tick.px).toBeGreaterThanOrEqual(-1e-6);
            expect(tick.px).toBeLessThanOrEqual(width + 1e-6);
            const before = ticks[i - 1];
            if (before) expect(tick.px - before.px).toBeGreaterThan(99);
          });
          // Neighbouring steps are at most 3.5 times apart, so that much room beyond a gap always holds a mark.
          if (width > 700) expect(ticks.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
