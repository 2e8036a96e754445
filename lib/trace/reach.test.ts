import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFromText } from './from-text';
import { reaches } from './reach';
import { indexSpans } from './span-index';
import { arbitraryTrace } from './test-traces';
import { buildTree } from './tree';

describe('how far spans reach', () => {
  it('is the end of the last span below, at any depth', () => {
    const trace = traceFromText('a 0-40\n  b 10-50\n    c 45-90\n  d 20-30');
    expect([...reaches(trace, buildTree(trace, indexSpans(trace.spanIds)))]).toEqual([90, 90, 30, 90]);
  });

  it('is what looking at every descendant says', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace, indexSpans(trace.spanIds));
        const endOf = (span: number) => (trace.starts[span] as number) + (trace.durations[span] as number);
        const isBelow = (span: number, ancestor: number): boolean => {
          for (let at = span; at !== -1; at = tree.parents[at] as number) if (at === ancestor) return true;
          return false;
        };
        const spans = Array.from({ length: trace.spanCount }, (_, span) => span);
        expect([...reaches(trace, tree)]).toEqual(
          spans.map((span) => Math.max(...spans.filter((each) => isBelow(each, span)).map(endOf))),
        );
      }),
    );
  });
});
