import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFromText } from './from-text';
import { arbitraryTrace, regularTrace } from './test-traces';
import type { Trace } from './trace';
import { buildTree, type TraceTree } from './tree';

function childrenOf(tree: TraceTree, parent: number): number[] {
  const children = [];
  for (let child = tree.firstChildren[parent] ?? -1; child !== -1; child = tree.nextSiblings[child] ?? -1) {
    children.push(child);
  }
  return children;
}

describe('buildTree', () => {
  it('links children to their parent in the order in which they start', () => {
    const tree = buildTree(
      traceFromText(`
        gateway 0-100
          risk 10-50
            db 20-30
          engine 50-90
        cleanup 110-120
      `),
    );
    expect([...tree.parents]).toEqual([-1, 0, 1, 0, -1]);
    expect([...tree.firstChildren]).toEqual([1, 2, -1, -1, -1]);
    expect([...tree.nextSiblings]).toEqual([-1, 3, -1, -1, -1]);
    expect([...tree.roots]).toEqual([0, 4]);
    expect([...tree.depths]).toEqual([0, 1, 2, 1, 0]);
    expect([...tree.descendantCounts]).toEqual([3, 1, 0, 0, 0]);
    expect([...tree.preorder]).toEqual([0, 1, 2, 3, 4]);
  });

  it('puts descendants behind their parent even when another branch starts in between', () => {
    // By start: gateway, risk, engine, db; db hangs below risk.
    const tree = buildTree(traceFromText('gateway 0-100\n  risk 10-80\n    db 30-40\n  engine 20-90'));
    expect([...tree.preorder]).toEqual([0, 1, 3, 2]);
    expect([...tree.positions]).toEqual([0, 1, 3, 2]);
  });

  it('shows an orphan as a root and says so', () => {
    const tree = buildTree(traceFromText('gateway 0-100 / risk 10-50 parent=99'));
    expect([...tree.roots]).toEqual([0, 1]);
    expect([...tree.missingParents]).toEqual([0, 1]);
  });

  it('follows a parent that starts after its child, as clocks that disagree make it', () => {
    const tree = buildTree(traceFromText('gateway 5-100 / risk 0-50'));
    expect([...tree.parents]).toEqual([1, -1]);
    expect([...tree.roots]).toEqual([1]);
  });

  it('cuts a cycle at its first span and keeps the rest below', () => {
    // c is outside the cycle of a -> b -> a.
    const tree = buildTree(traceFromText('c 0-5 parent=3 / a 10-20 parent=3 / b 12-18 parent=2'));
    expect([...tree.parents]).toEqual([2, -1, 1]);
    expect([...tree.cycleCuts]).toEqual([0, 1, 0]);
    expect([...tree.depths]).toEqual([2, 0, 1]);
  });

  it('takes a span that is its own parent for a root', () => {
    const tree = buildTree(traceFromText('gateway 0-10 parent=1'));
    expect([...tree.roots]).toEqual([0]);
    expect([...tree.cycleCuts]).toEqual([1]);
    expect([...tree.missingParents]).toEqual([0]);
  });

  it('gives the children of a repeated id to the first span that has it', () => {
    const tree = buildTree(traceFromText('a 0-100 / b 10-50 id=7 / b 20-60 id=7 / c 30-40 parent=7'));
    expect([...tree.parents]).toEqual([-1, 0, 0, 1]);
    expect([...tree.duplicateIds]).toEqual([0, 0, 1, 0]);
  });

  it('tells ids apart that differ in one half only', () => {
    const low = 0x1234_5678n;
    const high = 0x1234_5678_0000_0000n;
    const trace = traceFromText('a 0-9 / b 1-9 / c 2-9');
    trace.spanIds.set([low, high, low | high]);
    trace.parentIds.set([0n, low, high]);
    expect([...buildTree(trace).parents]).toEqual([-1, 0, 1]);
  });

  it('takes chains of 200,000 spans, forwards and closed to a cycle', () => {
    const deep = 200_000;
    const chain = buildTree(
      regularTrace(
        deep,
        (i) => i - 1,
        (i) => [i, deep],
      ),
    );
    expect(chain.depths[deep - 1]).toBe(deep - 1);
    expect(chain.descendantCounts[0]).toBe(deep - 1);
    const cycle = buildTree(
      regularTrace(
        deep,
        (i) => (i + 1) % deep,
        (i) => [i, deep],
      ),
    );
    expect([...cycle.roots]).toEqual([0]);
    expect(cycle.depths[1]).toBe(deep - 1);
  });

  it('has no place for a trace without spans to go wrong', () => {
    expect([
      ...buildTree(
        regularTrace(
          0,
          () => -1,
          () => [0, 0],
        ),
      ).roots,
    ]).toEqual([]);
  });

  it('agrees with a look-up by hand on any trace', () => {
    fc.assert(fc.property(arbitraryTrace(), (trace) => expectSameAsByHand(trace, buildTree(trace))));
  });
});

/** Each span's ancestors by search over all spans, and the tree's arrays checked against what they promise. */
function expectSameAsByHand(trace: Trace, tree: TraceTree): void {
  const all = Array.from({ length: trace.spanCount }, (_, span) => span);
  const claimed = all.map((span) =>
    trace.parentIds[span] === 0n ? -1 : trace.spanIds.indexOf(trace.parentIds[span] ?? 0n),
  );
  const isBelow = (span: number, ancestor: number): boolean => {
    const seen = new Set<number>();
    let at = claimed[span] ?? -1;
    while (at !== -1 && at !== ancestor && !seen.has(at)) {
      seen.add(at);
      at = claimed[at] ?? -1;
    }
    return at === ancestor;
  };
  for (const span of all) {
    const inCycle = isBelow(span, span);
    const cut = inCycle && all.every((other) => other >= span || !isBelow(other, span) || !isBelow(span, other));
    expect(tree.cycleCuts[span]).toBe(cut ? 1 : 0);
    expect(tree.parents[span]).toBe(cut ? -1 : claimed[span]);
    expect(tree.missingParents[span]).toBe(trace.parentIds[span] !== 0n && claimed[span] === -1 ? 1 : 0);
    expect(tree.duplicateIds[span]).toBe(trace.spanIds.indexOf(trace.spanIds[span] ?? 0n) === span ? 0 : 1);
    expect(childrenOf(tree, span)).toEqual(all.filter((child) => tree.parents[child] === span));
  }
  expect([...tree.roots]).toEqual(all.filter((span) => tree.parents[span] === -1));
  const visit = (span: number, depth: number): number[] => {
    expect(tree.depths[span]).toBe(depth);
    const below = childrenOf(tree, span).flatMap((child) => visit(child, depth + 1));
    expect(tree.descendantCounts[span]).toBe(below.length);
    return [span, ...below];
  };
  const preorder = [...tree.roots].flatMap((root) => visit(root, 0));
  expect([...tree.preorder]).toEqual(preorder);
  expect(preorder.map((span) => tree.positions[span])).toEqual(all);
}
