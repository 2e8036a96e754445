import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CriticalPath, criticalNanosBySpan, criticalPath, mainRoot } from './critical-path';
import { traceFromText } from './from-text';
import { arbitraryTrace, regularTrace } from './test-traces';
import { SpanKind, type Trace } from './trace';
import { buildTree, type TraceTree } from './tree';

/** The stretches as `name start-end`. */
function pathOf(text: string): string[] {
  const trace = traceFromText(text);
  const { segments } = criticalPath(trace, buildTree(trace));
  return [...segments.spans].map((span, i) => {
    const name = trace.names.values[trace.names.codes[span] ?? -1];
    return `${name} ${segments.starts[i]}-${segments.ends[i]}`;
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

  it('clips a child that outlives its parent', () => {
    expect(pathOf('gateway 0-100 / notify 80-200')).toEqual(['gateway 0-80', 'notify 80-100']);
  });

  it('clips a child that starts before its parent', () => {
    // By start: risk at 0, then gateway at 10; the path is gateway's.
    expect(pathOf('gateway 10-100 / risk 0-50')).toEqual(['risk 10-50', 'gateway 50-100']);
  });

  it('clips grandchildren to what is left of their parent', () => {
    expect(pathOf('gateway 0-100\n  engine 50-150\n    early 60-90\n    late 95-140')).toEqual([
      'gateway 0-50',
      'engine 50-60',
      'early 60-90',
      'engine 90-95',
      'late 95-100',
    ]);
  });

  it('leaves out children that lie outside their parent', () => {
    expect(pathOf('gateway 0-100 / late 100-150 / later 120-150')).toEqual(['gateway 0-100']);
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

  it('is empty for a root that takes no time', () => {
    expect(pathOf('gateway 5-5 / risk 5-9')).toEqual([]);
  });

  it('does not follow a consumer that outlives its producer, which did not wait for it', () => {
    expect(pathOf('publish 0-100 producer / handle 50-300 consumer')).toEqual(['publish 0-100']);
    expect(pathOf('publish 0-100 producer / handle 50-90 consumer')).toContain('handle 50-90');
    expect(pathOf('publish 0-100 producer / work 50-300')).toContain('work 50-100');
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
    // Each span is on the path for a nanosecond before its child and one after it; the innermost once for two.
    expect(path.segments.spans).toHaveLength(2 * deep - 1);
    expect(criticalNanosBySpan(path, deep).every((nanos) => nanos === 2)).toBe(true);
  });

  it('is contiguous from the start of the root to its end on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        for (const root of tree.roots) {
          const path = criticalPath(trace, tree, root);
          const { starts, ends } = path.segments;
          const start = trace.starts[root] ?? 0;
          const duration = trace.durations[root] ?? 0;
          expect([...starts]).toEqual(duration === 0 ? [] : [start, ...ends.subarray(0, -1)]);
          if (duration > 0) expect(ends.at(-1)).toBe(start + duration);
          expect(starts.every((from, i) => from < (ends[i] ?? 0))).toBe(true);
          expect(criticalNanosBySpan(path, trace.spanCount).reduce((sum, nanos) => sum + nanos, 0)).toBe(duration);
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

describe('mainRoot', () => {
  it.each([
    ['the root that ends last', 'short 0-50 / main 10-100 parent=0', 1],
    ['of those the longest', 'main 0-100 / short 50-100 parent=0', 0],
    ['of those the first', 'one 0-100 / two 0-100 parent=0', 0],
    ['a root that claims no parent before an orphan', 'orphan 0-900 parent=99 / gateway 10-20 parent=0', 1],
    ['an orphan, where there is nothing else', 'orphan 0-90 parent=99 / other 10-95 parent=98', 1],
  ])('is %s', (_, text, expected) => {
    const trace = traceFromText(text);
    expect(mainRoot(trace, buildTree(trace))).toBe(expected);
  });

  it('is -1 in a trace without spans, whose path is empty', () => {
    const trace = regularTrace(
      0,
      () => -1,
      () => [0, 0],
    );
    const path = criticalPath(trace, buildTree(trace));
    expect(path.root).toBe(-1);
    expect(path.segments.spans).toHaveLength(0);
  });
});

/** Which span has each nanosecond. */
function moments({ segments }: CriticalPath): Map<number, number> {
  const owners = new Map<number, number>();
  for (const [i, span] of segments.spans.entries()) {
    for (let moment = segments.starts[i] ?? 0; moment < (segments.ends[i] ?? 0); moment++) owners.set(moment, span);
  }
  return owners;
}

/** The definition as it is told: recursive, and looking at all children again for each step back. */
function momentsByDefinition(trace: Trace, tree: TraceTree, root: number): Map<number, number> {
  const startOf = (span: number): number => trace.starts[span] ?? 0;
  const endOf = (span: number): number => startOf(span) + (trace.durations[span] ?? 0);
  const owners = new Map<number, number>();
  const explain = (span: number, from: number, to: number): void => {
    for (let moment = from; moment < to; moment++) owners.set(moment, span);
    let cursor = to;
    for (;;) {
      let best: { child: number; start: number; end: number } | undefined;
      for (let child = 0; child < trace.spanCount; child++) {
        if (tree.parents[child] !== span) continue;
        const consumes = trace.kinds[span] === SpanKind.Producer && trace.kinds[child] === SpanKind.Consumer;
        if (consumes && endOf(child) > endOf(span)) continue;
        const start = Math.max(from, startOf(child));
        const end = Math.min(to, endOf(child));
        if (start >= end || end > cursor) continue;
        if (best === undefined || end > best.end || (end === best.end && start < best.start))
          best = { child, start, end };
      }
      if (best === undefined) return;
      explain(best.child, best.start, best.end);
      cursor = best.start;
    }
  };
  explain(root, startOf(root), endOf(root));
  return new Map([...owners].sort(([a], [b]) => a - b));
}
