import { describe, expect, it } from 'vitest';
import { MAX_SCROLL_PX, scrollTopShowing, virtualRows } from './virtual-rows';

const FEW = { count: 100, rowHeight: 20, height: 200, scrollTop: 0 };
const MANY = { count: 1_000_000, rowHeight: 24, height: 600, scrollTop: 0 };

describe('virtualRows', () => {
  it('gives the rows in view and six on either side', () => {
    // 400 to 600 px are rows 20 to 29.
    const rows = virtualRows({ ...FEW, scrollTop: 400 });
    expect([rows.first, rows.end, rows.totalPx, rows.topOf(20)]).toEqual([14, 36, 2000, 400]);
  });

  it('stays within the rows that there are', () => {
    expect(virtualRows(FEW).first).toBe(0);
    expect(virtualRows({ ...FEW, scrollTop: 1800 }).end).toBe(100);
    expect(virtualRows({ ...FEW, count: 0 }).end).toBe(0);
  });

  it('reaches the last of a million rows at the end of what a browser can scroll', () => {
    const end = virtualRows({ ...MANY, scrollTop: MAX_SCROLL_PX - MANY.height });
    expect(end.totalPx).toBe(MAX_SCROLL_PX);
    expect(end.end).toBe(1_000_000);
    expect(end.topOf(999_999) + MANY.rowHeight).toBeCloseTo(MAX_SCROLL_PX, 3);
  });
});

describe('scrollTopShowing', () => {
  it('moves only as far as it has to', () => {
    expect(scrollTopShowing({ ...FEW, scrollTop: 400 }, 25)).toBe(400);
    expect(scrollTopShowing({ ...FEW, scrollTop: 400 }, 5)).toBe(100);
    expect(scrollTopShowing({ ...FEW, scrollTop: 400 }, 30)).toBe(420);
  });

  it('shows any row of a million', () => {
    for (const row of [0, 1, 499_999, 999_998, 999_999]) {
      const scrollTop = scrollTopShowing(MANY, row);
      const { topOf } = virtualRows({ ...MANY, scrollTop });
      expect(topOf(row)).toBeGreaterThanOrEqual(scrollTop - 0.01);
      expect(topOf(row) + MANY.rowHeight).toBeLessThanOrEqual(scrollTop + MANY.height + 0.01);
    }
  });
});
