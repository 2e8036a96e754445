import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBelow } from './errors-below';
import { traceFromText } from './from-text';
import { arbitraryTrace } from './test-traces';
import { StatusCode } from './trace';
import { buildTree } from './tree';

describe('countBelow', () => {
  it('counts errors and rejects at any depth below a span, but not its own', () => {
    const trace = traceFromText(`
      gateway 0-100 error
        risk 10-50 rejected
          db 20-30 error
        engine 50-90
          venue 60-70 error rejected
    `);
    const below = countBelow(trace, buildTree(trace));
    expect([...below.errors]).toEqual([2, 1, 0, 1, 0]);
    expect([...below.rejected]).toEqual([2, 0, 0, 1, 0]);
  });

  it('agrees with asking each span for its ancestors, on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        const errors = new Uint32Array(trace.spanCount);
        const rejected = new Uint32Array(trace.spanCount);
        for (let span = 0; span < trace.spanCount; span++) {
          for (let above = tree.parents[span] ?? -1; above !== -1; above = tree.parents[above] ?? -1) {
            if (trace.statuses[span] === StatusCode.Error) errors[above] = (errors[above] ?? 0) + 1;
            if (trace.rejected[span] === 1) rejected[above] = (rejected[above] ?? 0) + 1;
          }
        }
        expect(countBelow(trace, tree)).toEqual({ errors, rejected });
      }),
    );
  });
});
