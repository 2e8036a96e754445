import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { flameSteps } from '@/lib/trace/flame';
import { traceFromText } from '@/lib/trace/from-text';
import { selfTimes } from '@/lib/trace/self-time';
import { indexSpans } from '@/lib/trace/span-index';
import { buildTree } from '@/lib/trace/tree';
import type { FlamePicture } from './draw-flame';
import { flamePicture } from './flame-picture';

const trace = traceFromText('a 0-100ms\n  b 10-50ms\n    c 20-30ms'.replaceAll(/(\d+)-(\d+)ms/g, '$1ms-$2ms'));
const tree = buildTree(trace);
const facts = { trace, tree, index: indexSpans(trace.spanIds), selfNanos: selfTimes(trace, tree) };
const flame = finishSteps(flameSteps(facts, 'calls'));
const shown = (scrollTop: number) => ({ palette: { rowHeight: 20 }, scrollTop }) as unknown as FlamePicture;

describe('the picture of a flame graph', () => {
  it('is as high as its levels, or as what is seen of them', () => {
    const size = { width: 500, height: 400 };
    expect(flamePicture({ flame, focus: -1 }, shown(0), size)).toMatchObject({ width: 500, height: 60 });
    expect(flamePicture({ flame, focus: -1 }, shown(30), size).height).toBe(30);
    expect(flamePicture({ flame, focus: -1 }, shown(0), { width: 500, height: 50 }).height).toBe(50);
  });

  it('says what the full width is, of the whole and of what is zoomed into', () => {
    const size = { width: 500, height: 400 };
    expect(flamePicture({ flame, focus: -1 }, shown(0), size).caption).toBe(
      'The full width is 100 ms of self time in all. 3 levels',
    );
    const b = flame.parents.indexOf(0);
    expect(flamePicture({ flame, focus: b }, shown(0), size).caption).toBe(
      'The full width is 40.0 ms of self time in all. 3 levels, zoomed in',
    );
  });
});
