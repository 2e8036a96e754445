import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CriticalPath, criticalPath, pathTotals } from './critical-path';
import { traceFromText } from './from-text';
import { arbitraryTrace, regularTrace } from './test-traces';
import type { Trace } from './trace';
import { buildTree, type TraceTree } from './tree';

/** The stretches as `name start-end`, of a wait as `(name) start-end`. */
function pathOf(text: string): string[] {
  const trace = traceFromText(text);
  const { segments } = criticalPath(trace, buildTree(trace));
  return [...segments.spans].map((span, i) => {
    const name = trace.names.values[trace.names.codes[span] ?? -1];
    return `${segments.waits[i] ? `(${name})` : name} ${segments.starts[i]}-${segments.ends[i]}`;
  });
}

describe('criticalPath', () => {
  it('is the span itself where it has no children', () => {
    expect(pathOf('gateway 0-100')).toEqual(['gateway 0-100']);
  });

  it('goes into the child that the parent waited for and comes back', () => {
    expect(pathOf('gateway 0-100 / risk 10-50')).toEqual(['gateway 0-10', 'risk 10-50', 'gateway 50-100']);
  });

  it('keeps back-to-back children on the path', () => {
    expect(pathOf('gateway 0-100 / risk 10-50 / engine 50-90')).toEqual([
      'gateway 0-10',
      'risk 10-50',
      'engine 50-90',
      'gateway 90-100',
    ]);
  });

  it('takes of parallel children the one that ends last, then the one that ended before it started', () => {
    expect(
      pathOf(`
        gateway 0-100
          risk 10-40
          audit 25-57
          engine 40-90
            venue 55-90
      `),
    ).toEqual(['gateway 0-10', 'risk 10-40', 'engine 40-55', 'venue 55-90', 'gateway 90-100']);
  });

  it('goes on in a child that outlives its parent', () => {
    expect(pathOf('gateway 0-100 / notify 80-200')).toEqual(['gateway 0-80', 'notify 80-200']);
  });

  it('waits for a child that begins after its parent has ended', () => {
    expect(pathOf('gateway 0-100 / notify 120-140')).toEqual(['gateway 0-100', '(notify) 100-120', 'notify 120-140']);
  });

  it('follows a chain of queues from hand-over to hand-over', () => {
    expect(
      pathOf(`
        gateway 0-10 producer
          batching 30-40 consumer
            venue 45-60 consumer
          audit 12-20
      `),
    ).toEqual([
      'gateway 0-10',
      '(audit) 10-12',
      'audit 12-20',
      '(batching) 20-30',
      'batching 30-40',
      '(venue) 40-45',
      'venue 45-60',
    ]);
  });

  it('leaves a child for what it set off, when that ended last', () => {
    // audit belongs to risk and outlives both risk and gateway.
    expect(
      pathOf(`
        gateway 0-100
          risk 10-50
            audit 45-300
      `),
    ).toEqual(['gateway 0-10', 'risk 10-45', 'audit 45-300']);
  });

  it('counts a child until its own end where what it set off runs in parallel', () => {
    expect(
      pathOf(`
        gateway 0-100
          risk 10-50
            audit 20-70
          engine 60-90
      `),
    ).toEqual(['gateway 0-10', 'risk 10-50', 'gateway 50-60', 'engine 60-90', 'gateway 90-100']);
  });

  it('clips a child that starts before its parent', () => {
    // By start: risk at 0, then gateway at 10; the path is gateway's.
    expect(pathOf('gateway 10-100 / risk 0-50')).toEqual(['risk 10-50', 'gateway 50-100']);
  });

  it('takes of children that begin when their parent ends the one that ends last', () => {
    expect(pathOf('gateway 0-100 / late 100-150 / later 120-140')).toEqual(['gateway 0-100', 'late 100-150']);
  });

  it('takes of children that end together the one that started first', () => {
    expect(pathOf('gateway 0-100 / short 60-90 / long 20-90')).toEqual([
      'gateway 0-20',
      'long 20-90',
      'gateway 90-100',
    ]);
  });

  it('takes of children with the same times the one with the smaller id', () => {
    expect(pathOf('gateway 0-100 / first 20-90 / second 20-90')[1]).toBe('first 20-90');
  });

  it('passes over children that take no time', () => {
    expect(pathOf('gateway 0-100 / tick 50-50 / risk 10-50')).toEqual(['gateway 0-10', 'risk 10-50', 'gateway 50-100']);
  });

  it('is empty in a trace without spans', () => {
    const trace = regularTrace(
      0,
      () => -1,
      () => [0, 0],
    );
    expect(criticalPath(trace, buildTree(trace)).root).toBe(-1);
    expect(pathTotals(criticalPath(trace, buildTree(trace)))).toEqual({ workNanos: 0, waitNanos: 0 });
  });

  it('tells work from waiting in its totals', () => {
    const trace = traceFromText('gateway 0-100 / notify 120-145');
    expect(pathTotals(criticalPath(trace, buildTree(trace)))).toEqual({ workNanos: 125, waitNanos: 20 });
  });

  it('is empty for a root that takes no time and sets nothing off', () => {
    expect(pathOf('gateway 0-0')).toEqual([]);
  });

  it('is all the child for a root that takes no time itself', () => {
    expect(pathOf('publish 0-0 / handle 2-4')).toEqual(['(handle) 0-2', 'handle 2-4']);
  });

  it('follows the cut end of a cycle', () => {
    expect(pathOf('a 0-100 parent=2 / b 20-80 parent=1')).toEqual(['a 0-20', 'b 20-80', 'a 80-100']);
  });

  it('explains any other root that is asked for', () => {
    const trace = traceFromText('gateway 0-100 / orphan 20-400 parent=99');
    const tree = buildTree(trace);
    expect(criticalPath(trace, tree).root).toBe(0);
    expect([...criticalPath(trace, tree, 1).segments.ends]).toEqual([400]);
  });

  it('takes 10,000 children one after another', () => {
    const count = 10_001;
    const trace = regularTrace(
      count,
      (i) => (i === 0 ? -1 : 0),
      (i) => (i === 0 ? [0, (count - 1) * 10] : [(i - 1) * 10, i * 10]),
    );
    const { segments } = criticalPath(trace, buildTree(trace));
    expect(segments.spans).toEqual(Int32Array.from({ length: count - 1 }, (_, i) => i + 1));
  });

  it('takes a chain 50,000 deep', () => {
    const deep = 50_000;
    const trace = regularTrace(
      deep,
      (i) => i - 1,
      (i) => [i, 2 * deep - i],
    );
    const path = criticalPath(trace, buildTree(trace));
    // Down through every span and up again, a nanosecond each.
    expect(path.segments.spans).toHaveLength(2 * deep - 1);
    expect(path.segments.ends.every((end, i) => end > (path.segments.starts[i] ?? end))).toBe(true);
  });

  it('is contiguous from the start of the root to the last end below it on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        for (const root of tree.roots) {
          const { starts, ends } = criticalPath(trace, tree, root).segments;
          const start = trace.starts[root] ?? 0;
          const end = reachOf(trace, tree, root);
          expect([...starts]).toEqual(end === start ? [] : [start, ...ends.subarray(0, -1)]);
          if (end > start) expect(ends.at(-1)).toBe(end);
          expect(starts.every((from, i) => from < (ends[i] ?? 0))).toBe(true);
        }
      }),
    );
  });

  it('agrees with the definition, carried out moment by moment, on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        for (const root of tree.roots) {
          expect(moments(criticalPath(trace, tree, root))).toEqual(momentsByDefinition(trace, tree, root));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Which span has each nanosecond, and whether it works or waits. */
function moments({ segments }: CriticalPath): string[] {
  const owners: string[] = [];
  for (const [i, span] of segments.spans.entries()) {
    for (let moment = segments.starts[i] ?? 0; moment < (segments.ends[i] ?? 0); moment++) {
      owners.push(`${moment} ${span} ${segments.waits[i] ? 'waits' : 'works'}`);
    }
  }
  return owners;
}

const endOf = (trace: Trace, span: number): number => (trace.starts[span] ?? 0) + (trace.durations[span] ?? 0);
const childrenOf = (tree: TraceTree, span: number): number[] =>
  [...tree.parents.keys()].filter((child) => tree.parents[child] === span);

function reachOf(trace: Trace, tree: TraceTree, span: number): number {
  return Math.max(endOf(trace, span), ...childrenOf(tree, span).map((child) => reachOf(trace, tree, child)));
}

/** The definition as it is told: recursive, a moment at a time, and looking at all children again at each. */
function momentsByDefinition(trace: Trace, tree: TraceTree, root: number): string[] {
  const owners: string[] = [];
  /** Explains a span from one moment back to another; `begun` is what began at the later one, if a gap ends there. */
  const explain = (span: number, from: number, to: number): void => {
    let begun = span;
    let cursor = to;
    while (cursor > from) {
      const done = childrenOf(tree, span)
        .flatMap((child) => {
          const start = Math.max(from, trace.starts[child] ?? 0);
          return [reachOf(trace, tree, child), endOf(trace, child)].map((end) => ({ child, start, end }));
        })
        .filter(({ start, end }) => start < end && end === cursor)
        .sort((a, b) => a.start - b.start || a.child - b.child)[0];
      if (done !== undefined) {
        explain(done.child, done.start, done.end);
        cursor = done.start;
        begun = done.child;
        continue;
      }
      cursor -= 1;
      const works = cursor < endOf(trace, span);
      owners.push(`${cursor} ${works ? span : begun} ${works ? 'works' : 'waits'}`);
    }
  };
  explain(root, trace.starts[root] ?? 0, reachOf(trace, tree, root));
  return owners.reverse();
}
