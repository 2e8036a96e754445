import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFromText } from './from-text';
import { selfTimes } from './self-time';
import { arbitraryTrace } from './test-traces';
import { buildTree } from './tree';

const selfTimesOf = (text: string): number[] => {
  const trace = traceFromText(text);
  return [...selfTimes(trace, buildTree(trace))];
};

describe('selfTimes', () => {
  it('takes the union of the children from the duration, each clipped to the parent', () => {
    expect(selfTimesOf('gateway 0-100 / risk 10-50 / engine 30-60 / notify 90-120')).toEqual([40, 40, 30, 30]);
  });

  it('counts only direct children', () => {
    expect(selfTimesOf('gateway 0-100\n  risk 10-50\n    db 20-30')).toEqual([60, 30, 10]);
  });

  it('takes nothing for a child inside another child', () => {
    expect(selfTimesOf('gateway 0-100 / risk 10-90 / engine 20-30')).toEqual([20, 80, 10]);
  });

  it('takes nothing for a child outside its parent', () => {
    expect(selfTimesOf('gateway 50-100 / early 0-20 / late 200-300')).toEqual([20, 50, 100]);
  });

  it('leaves 0 where the children cover everything', () => {
    expect(selfTimesOf('gateway 0-100 / risk 0-50 / engine 50-200')).toEqual([0, 50, 150]);
  });

  it('agrees with counting moment by moment on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        const runs = (span: number, moment: number): boolean => {
          const start = trace.starts[span] ?? 0;
          return start <= moment && moment < start + (trace.durations[span] ?? 0);
        };
        const all = Array.from({ length: trace.spanCount }, (_, span) => span);
        const expected = all.map((span) => {
          const children = all.filter((child) => tree.parents[child] === span);
          const moments = Array.from({ length: 40 }, (_, moment) => moment);
          return moments.filter((moment) => runs(span, moment) && !children.some((child) => runs(child, moment)))
            .length;
        });
        expect([...selfTimes(trace, tree)]).toEqual(expected);
      }),
    );
  });
});
