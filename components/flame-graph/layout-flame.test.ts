import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { type FlameGraph, flameSteps } from '@/lib/trace/flame';
import { traceFromText } from '@/lib/trace/from-text';
import { selfTimes } from '@/lib/trace/self-time';
import { indexSpans } from '@/lib/trace/span-index';
import { arbitraryTrace } from '@/lib/trace/test-traces';
import type { Trace } from '@/lib/trace/trace';
import { buildTree } from '@/lib/trace/tree';
import { frameAt, layoutFlame, levelCount } from './layout-flame';

function flameOf(trace: Trace): FlameGraph {
  const tree = buildTree(trace);
  const facts = { trace, tree, index: indexSpans(trace.spanIds), selfNanos: selfTimes(trace, tree) };
  return finishSteps(flameSteps(facts, 'calls'));
}

const ALL = { focus: -1, width: 1000 };
const boxes = (flame: FlameGraph, view: Partial<typeof ALL> = {}) =>
  layoutFlame(flame, { ...ALL, ...view }).boxes.map(({ frame, row, left, right }) => [frame, row, left, right]);

// Frames: 0 order, 1 check, 2 read (in check), 3 match.
const ORDER = flameOf(
  traceFromText(`
    gateway:order 0-1000
      risk:check 0-400
        db:read 100-200
      engine:match 400-700
  `),
);

describe('layoutFlame', () => {
  it('gives each frame its share of the width', () => {
    expect(boxes(ORDER)).toEqual([
      [0, 0, 0, 1000],
      [1, 1, 0, 400],
      [3, 1, 400, 700],
      [2, 2, 0, 100],
    ]);
  });

  it('gives the frame that is zoomed into, and those above it, the full width', () => {
    expect(boxes(ORDER, { focus: 1 })).toEqual([
      [0, 0, 0, 1000],
      [1, 1, 0, 1000],
      [2, 2, 0, 250],
    ]);
  });

  it('joins neighbours that are narrower than a pixel, and counts them with all below', () => {
    const { slivers, tooNarrow } = layoutFlame(ORDER, { ...ALL, width: 3 });
    // The check is 1.2 px wide, the match 0.9 px, the read in the check 0.3 px.
    expect(tooNarrow).toBe(2);
    expect(slivers.map(({ row }) => row)).toEqual([1, 2]);
    expect(layoutFlame(ORDER, { ...ALL, width: 2 })).toMatchObject({
      tooNarrow: 3,
      slivers: [{ row: 1, left: 0, right: 1.4 }],
    });
  });

  it('covers every frame: by a box, by a sliver, or by a sliver above it', () => {
    fc.assert(
      fc.property(arbitraryTrace(), fc.integer({ min: 1, max: 40 }), (trace, width) => {
        const flame = flameOf(trace);
        const { boxes: placed, tooNarrow } = layoutFlame(flame, { ...ALL, width });
        expect(placed.length + tooNarrow).toBe(flame.frameCount);
        expect(new Set(placed.map(({ frame }) => frame)).size).toBe(placed.length);
      }),
    );
  });
});

describe('levelCount', () => {
  it('is of the levels above and below the frame that is zoomed into', () => {
    expect([levelCount(ORDER, -1), levelCount(ORDER, 1), levelCount(ORDER, 3)]).toEqual([3, 3, 2]);
  });
});

describe('frameAt', () => {
  it('finds the frame under the pointer', () => {
    const layout = layoutFlame(ORDER, ALL);
    expect([frameAt(layout, 1, 399), frameAt(layout, 1, 400), frameAt(layout, 1, 700)]).toEqual([1, 3, -1]);
  });
});
