import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path';
import { criticalOfSpans, nanosOf, stretchesOf } from './stretches';
import { arbitraryTrace } from './test-traces';
import { buildTree } from './tree';

describe('criticalOfSpans', () => {
  it('gives each span the work and the waits that the path has of it, in the order of time', () => {
    fc.assert(
      fc.property(arbitraryTrace(), fc.constantFrom(0 as const, 1 as const), (trace, wait) => {
        const path = criticalPath(trace, buildTree(trace));
        const { spans, starts, ends, waits } = path.segments;
        const packed = criticalOfSpans(path, trace.spanCount, wait);
        for (let span = 0; span < trace.spanCount; span++) {
          const own = [...spans.keys()].filter((segment) => spans[segment] === span && waits[segment] === wait);
          expect(stretchesOf(packed, span)).toEqual({
            starts: Float64Array.from(own, (segment) => starts[segment] ?? Number.NaN),
            ends: Float64Array.from(own, (segment) => ends[segment] ?? Number.NaN),
          });
          const lengths = own.map((segment) => (ends[segment] ?? 0) - (starts[segment] ?? 0));
          expect(nanosOf(packed, span)).toBe(lengths.reduce((sum, length) => sum + length, 0));
        }
      }),
    );
  });
});
