import { describe, expect, it } from 'vitest';
import { indentFor, isOnFold, layoutName, metricsFor } from './layout-names';

const METRICS = metricsFor(16);

describe('layoutName', () => {
  it('sets each level further in by the indent', () => {
    expect(METRICS.indent).toBe(14);
    const [root, child] = [layoutName(0, 5, 400, METRICS), layoutName(1, 5, 400, METRICS)];
    expect(child.textX - root.textX).toBe(14);
    expect(root.foldX).toBeLessThan(root.chipX);
    expect(root.chipX).toBeLessThan(root.textX);
  });

  it('narrows the indent of a deep trace for all its rows', () => {
    // 35 % of 400 are 140 px: 7 for each of 20 levels.
    expect(indentFor(20, 400, METRICS)).toBe(7);
    expect(layoutName(20, 20, 400, METRICS)).toMatchObject({ drawnDepth: 20, tooDeep: false });
  });

  it('leaves room for the name at any depth, and says when the indentation no longer tells it', () => {
    // 140 px hold 28 levels of 5 px.
    expect(layoutName(28, 50_000, 400, METRICS)).toMatchObject({ drawnDepth: 28, tooDeep: false });
    const deep = layoutName(50_000, 50_000, 400, METRICS);
    expect(deep).toMatchObject({ drawnDepth: 28, tooDeep: true });
    expect(deep.textX).toBeLessThan(200);
  });
});

it('isOnFold is true on the mark and beside the name it is not', () => {
  const place = layoutName(2, 5, 400, METRICS);
  expect(isOnFold(place.foldX + 7, place, METRICS)).toBe(true);
  expect(isOnFold(place.textX, place, METRICS)).toBe(false);
  expect(isOnFold(place.foldX - 6, place, METRICS)).toBe(false);
});
