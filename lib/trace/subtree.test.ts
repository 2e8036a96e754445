import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { criticalPath, pathTotals } from './critical-path';
import { spanNamed, traceFromText } from './from-text';
import { selfTimes } from './self-time';
import { subtreeSteps } from './subtree';
import { arbitraryTrace } from './test-traces';
import { buildTree } from './tree';

describe('a sub-tree as a trace', () => {
  const trace = traceFromText(`
    gateway 0-100
      risk 10-50 error
        db 20-30 events=2
      engine 50-90
  `);
  const part = finishSteps(subtreeSteps(trace, buildTree(trace), spanNamed(trace, 'risk')));

  it('has the spans from its root down, which has no parent', () => {
    expect(Array.from(part.names.codes, (code) => part.names.values[code])).toEqual(['risk', 'db']);
    expect([...part.parentIds]).toEqual([0n, part.spanIds[0]]);
    expect([...part.eventCounts]).toEqual([0, 2]);
  });

  it('counts its time from its own start', () => {
    expect([...part.starts]).toEqual([0, 10]);
    expect(part.startUnixNano - trace.startUnixNano).toBe(10n);
    expect(pathTotals(criticalPath(part, buildTree(part))).workNanos).toBe(40);
  });

  it('of any trace has the shape, the rows and the self times that it has as a part', () => {
    fc.assert(
      fc.property(arbitraryTrace(), fc.nat(), (any, n) => {
        const whole = buildTree(any);
        const root = n % any.spanCount;
        const sub = finishSteps(subtreeSteps(any, whole, root));
        const tree = buildTree(sub);
        const from = whole.positions[root] as number;
        const rows = whole.preorder.subarray(from, from + 1 + (whole.descendantCounts[root] as number));
        const column = (values: ArrayLike<unknown>, spans: Int32Array) => Array.from(spans, (span) => values[span]);
        expect(column(sub.spanIds, tree.preorder)).toEqual(column(any.spanIds, rows));
        expect(column(tree.depths, tree.preorder)).toEqual(
          Array.from(rows, (span) => (whole.depths[span] as number) - (whole.depths[root] as number)),
        );
        expect(column(selfTimes(sub, tree), tree.preorder)).toEqual(column(selfTimes(any, whole), rows));
      }),
    );
  });
});
