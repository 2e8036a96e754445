import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeIntervals } from '@/lib/base/test-intervals';
import { layoutBar, layoutStretches, MIN_BAR_PX, placeLabel } from './layout-bars';

const WINDOW = { start: 100, end: 200 };

describe('layoutBar', () => {
  it('places a span in proportion', () => {
    expect(layoutBar(120, 30, WINDOW, 1000)).toMatchObject({ left: 200, width: 300 });
  });

  it('cuts at the edges of the window', () => {
    expect(layoutBar(50, 70, WINDOW, 1000)).toMatchObject({ left: 0, width: 200 });
    expect(layoutBar(180, 500, WINDOW, 1000)).toMatchObject({ left: 800, width: 200 });
    expect(layoutBar(0, 1000, WINDOW, 1000)).toMatchObject({ left: 0, width: 1000 });
  });

  it('says where a bar goes on beyond the window', () => {
    expect(layoutBar(50, 70, WINDOW, 1000)).toMatchObject({ cutLeft: true, cutRight: false });
    expect(layoutBar(100, 100, WINDOW, 1000)).toMatchObject({ cutLeft: false, cutRight: false });
    expect(layoutBar(150, 51, WINDOW, 1000)).toMatchObject({ cutLeft: false, cutRight: true });
  });

  it('shows what is too narrow to be seen as two pixels', () => {
    expect(layoutBar(120, 0.001, WINDOW, 1000)).toMatchObject({ left: 200, width: 2 });
    expect(layoutBar(120, 0, WINDOW, 1000)).toMatchObject({ left: 200, width: 2 });
  });

  it('shows a span that only touches the end inside, not beside the edge', () => {
    expect(layoutBar(200, 0, WINDOW, 1000)).toMatchObject({ left: 998, width: 2 });
    expect(layoutBar(90, 10, WINDOW, 1000)).toMatchObject({ left: 0, width: 2 });
  });

  it('says on which side the others are', () => {
    expect(layoutBar(10, 80, WINDOW, 1000)).toBe('before');
    expect(layoutBar(201, 5, WINDOW, 1000)).toBe('after');
  });

  it('covers every span that touches the window, at any zoom, inside the timeline', () => {
    const nanos = fc.integer({ min: 0, max: 1e15 });
    fc.assert(
      fc.property(
        nanos,
        nanos,
        nanos,
        fc.integer({ min: 1, max: 1e15 }),
        fc.integer({ min: 2, max: 4000 }),
        (start, duration, from, length, width) => {
          const bar = layoutBar(start, duration, { start: from, end: from + length }, width);
          if (start + duration < from || start > from + length) {
            expect(bar).toBe(start > from + length ? 'after' : 'before');
            return;
          }
          if (typeof bar === 'string') throw new Error('It touches the window.');
          expect(bar.left).toBeGreaterThanOrEqual(0);
          expect(bar.width).toBeGreaterThanOrEqual(MIN_BAR_PX);
          expect(bar.left + bar.width).toBeLessThanOrEqual(width + 1e-6);
        },
      ),
    );
  });
});

describe('layoutStretches', () => {
  const stretches = (...pairs: [number, number][]) => ({
    starts: Float64Array.from(pairs, ([start]) => start),
    ends: Float64Array.from(pairs, ([, end]) => end),
  });

  it('joins what touches on the screen', () => {
    expect(layoutStretches(stretches([100, 110], [110.5, 120], [150, 160]), WINDOW, 100)).toEqual([
      { left: 0, width: 10 },
      { left: 10.5, width: 9.5 },
      { left: 50, width: 10 },
    ]);
    expect(layoutStretches(stretches([100, 100.2], [100.5, 101.5]), WINDOW, 100)).toEqual([{ left: 0, width: 2.5 }]);
  });

  it('leaves out what lies beside the window', () => {
    expect(layoutStretches(stretches([10, 90], [130, 140], [300, 400]), WINDOW, 100)).toEqual([
      { left: 30, width: 10 },
    ]);
  });

  it('draws the same ground as one bar a stretch, with no more bars than pixels', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 9 })), { maxLength: 60 }),
        (pairs) => {
          const merged = mergeIntervals(pairs.map(([start, length]) => ({ start, end: start + length })));
          const separate = merged
            .map(({ start, end }) => layoutBar(start, end - start, WINDOW, 50))
            .filter((bar) => typeof bar !== 'string')
            .map((bar) => ({ start: bar.left, end: bar.left + bar.width }));
          const drawn = layoutStretches(
            { starts: Float64Array.from(merged, (m) => m.start), ends: Float64Array.from(merged, (m) => m.end) },
            WINDOW,
            50,
          );
          expect(mergeIntervals(drawn.map((bar) => ({ start: bar.left, end: bar.left + bar.width })))).toEqual(
            mergeIntervals(separate),
          );
          expect(drawn.length).toBeLessThanOrEqual(50);
        },
      ),
    );
  });
});

describe('placeLabel', () => {
  it('prefers the right, then the left, then the end of the bar itself', () => {
    expect(placeLabel({ left: 100, width: 50 }, 40, 400)).toEqual({ x: 156, side: 'right' });
    expect(placeLabel({ left: 300, width: 80 }, 40, 400)).toEqual({ x: 254, side: 'left' });
    expect(placeLabel({ left: 10, width: 385 }, 40, 400)).toEqual({ x: 349, side: 'inside' });
  });

  it('leaves out what would cover the start of its bar', () => {
    // 40 px of text and 6 px on both sides.
    expect(placeLabel({ left: 10, width: 52 }, 40, 64)).toEqual({ x: 16, side: 'inside' });
    expect(placeLabel({ left: 10, width: 51 }, 40, 64)).toBeNull();
  });

  it('stays within the last part of what has gaps', () => {
    const all = { left: 5, width: 390 };
    expect(placeLabel(all, 40, 400, { left: 300, width: 95 })).toEqual({ x: 349, side: 'inside' });
    expect(placeLabel(all, 40, 400, { left: 390, width: 5 })).toBeNull();
  });
});
