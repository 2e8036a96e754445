import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutPills, pillsRoom } from './layout-pills';

const METRICS = { gap: 4, minWidth: 30, countWidth: 20 };

describe('pillsRoom', () => {
  it('is what the pills want while the name leaves as much', () => {
    expect(pillsRoom(100, [50, 60], 300, METRICS)).toBe(4 + 50 + 4 + 60);
    expect(pillsRoom(100, [], 300, METRICS)).toBe(0);
  });

  it('is what the name leaves, or 40 % where it would leave less', () => {
    expect(pillsRoom(150, [200], 300, METRICS)).toBe(150);
    expect(pillsRoom(290, [200], 300, METRICS)).toBe(120);
    expect(pillsRoom(290, [50], 300, METRICS)).toBe(54);
  });
});

describe('layoutPills', () => {
  it('puts them one behind the other', () => {
    expect(layoutPills([50, 60], 100, 300, METRICS)).toEqual([
      { pill: 0, x: 104, width: 50 },
      { pill: 1, x: 158, width: 60 },
    ]);
  });

  it('narrows the last one', () => {
    expect(layoutPills([50, 60], 100, 200, METRICS)).toEqual([
      { pill: 0, x: 104, width: 50 },
      { pill: 1, x: 158, width: 42 },
    ]);
  });

  it('counts those that have no room', () => {
    // From 158 to 180 there is too little for the second one, and enough for the count.
    expect(layoutPills([50, 60, 70], 100, 180, METRICS)).toEqual([
      { pill: 0, x: 104, width: 50 },
      { pill: -1, x: 158, width: 20 },
    ]);
    expect(layoutPills([50], 100, 120, METRICS)).toEqual([]);
  });

  it('never leaves the room, overlaps, or leaves a pill out unsaid while a count has room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 8, max: 120 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 400 }),
        (widths, right) => {
          const places = layoutPills(widths, 0, right, METRICS);
          let end = 0;
          for (const { x, width } of places) {
            expect(x).toBeGreaterThanOrEqual(end + METRICS.gap);
            end = x + width;
            expect(end).toBeLessThanOrEqual(right);
          }
          const shown = places.filter(({ pill }) => pill !== -1).length;
          const counted = places.some(({ pill }) => pill === -1);
          if (right >= METRICS.gap + METRICS.countWidth) expect(shown === widths.length || counted).toBe(true);
        },
      ),
    );
  });
});
