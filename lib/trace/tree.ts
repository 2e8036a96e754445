import { indexSpans, type SpanIndex } from './span-index';
import type { Trace } from './trace';

/** A trace's spans as a forest. Every array has one entry a span, indexed like the columns of the {@link Trace}. */
export interface TraceTree {
  /** The parent's index; -1 for a root. */
  readonly parents: Int32Array;
  /** The child that starts first; -1 for a leaf. */
  readonly firstChildren: Int32Array;
  /** The next child of the same parent by start; -1 for the last one and for roots. */
  readonly nextSiblings: Int32Array;
  /** The spans shown without a parent, by start: true roots, orphans and cut cycles. */
  readonly roots: Int32Array;
  /** 0 for a root. */
  readonly depths: Int32Array;
  /** How many spans are below, at any depth. */
  readonly descendantCounts: Int32Array;
  /**
   * All spans, each before its children, siblings by start: the rows of a fully expanded waterfall. The descendants of
   * the span at position `p` are at `p + 1` to `p + descendantCounts[preorder[p]]`.
   */
  readonly preorder: Int32Array;
  /** Where in `preorder` each span is. */
  readonly positions: Int32Array;
  /** 1 where a parent is named that is not among the trace's spans: an orphan, made a root. */
  readonly missingParents: Uint8Array;
  /** 1 where the pointer to the parent was cut, since following it led back to the span: made a root. */
  readonly cycleCuts: Uint8Array;
  /** 1 where an earlier span of the trace has the same id. Children belong to the first one. */
  readonly duplicateIds: Uint8Array;
}

/**
 * Links each span to its parent.
 *
 * - A parent that is not there makes the span a root, marked in `missingParents`.
 * - Of a cycle (a span that is its own parent included) the first member in the order of the trace loses its parent,
 *   marked in `cycleCuts`; the rest hangs below it as it said.
 * - Of spans with one id the first is the parent of the children; the others stay in the tree as leaves where they belong,
 *   marked in `duplicateIds`.
 *
 * @param index of the trace's span ids, where there is one already.
 *
 * Nothing recurses, so that depth costs no stack. O(n): 1,000,000 spans in about 0.35 s (2 busy cores, Node 24).
 */
export function buildTree(trace: Trace, index: SpanIndex = indexSpans(trace.spanIds)): TraceTree {
  const { parents, missingParents, duplicateIds } = resolveParents(trace, index);
  const cycleCuts = cutCycles(parents);
  return { parents, ...arrange(parents), missingParents, cycleCuts, duplicateIds };
}

function resolveParents({ parentIds, spanCount }: Trace, index: SpanIndex) {
  const parents = index.resolve(parentIds);
  const parentHalves = new Uint32Array(parentIds.buffer, parentIds.byteOffset, spanCount * 2);
  const missingParents = new Uint8Array(spanCount);
  const duplicateIds = new Uint8Array(spanCount);
  for (let span = 0; span < spanCount; span++) {
    if (parentHalves[2 * span] === 0 && parentHalves[2 * span + 1] === 0) parents[span] = -1;
    else if (parents[span] === -1) missingParents[span] = 1;
    if (index.firstWithId[span] !== span) duplicateIds[span] = 1;
  }
  return { parents, missingParents, duplicateIds };
}

/** Sets the parent of the first member of each cycle to -1 and returns which spans that were. */
function cutCycles(parents: Int32Array): Uint8Array {
  const cuts = new Uint8Array(parents.length);
  // Which walk came by, as the span that it started from + 1.
  const walks = new Int32Array(parents.length);
  for (let start = 0; start < parents.length; start++) {
    let span = start;
    while (span !== -1 && walks[span] === 0) {
      walks[span] = start + 1;
      span = parents[span] as number;
    }
    if (span === -1 || walks[span] !== start + 1) continue;
    let first = span;
    for (let member = parents[span] as number; member !== span; member = parents[member] as number) {
      first = Math.min(first, member);
    }
    parents[first] = -1;
    cuts[first] = 1;
  }
  return cuts;
}

/** Everything that follows from the parents alone, once they hold no cycle. */
function arrange(parents: Int32Array) {
  const count = parents.length;
  const firstChildren = new Int32Array(count).fill(-1);
  const nextSiblings = new Int32Array(count).fill(-1);
  const roots: number[] = [];
  // Backwards, so that each list ends up in the order of the trace, which is by start.
  for (let span = count - 1; span >= 0; span--) {
    const parent = parents[span] as number;
    if (parent === -1) {
      roots.push(span);
    } else {
      nextSiblings[span] = firstChildren[parent] as number;
      firstChildren[parent] = span;
    }
  }
  roots.reverse();

  const depths = new Int32Array(count);
  const preorder = new Int32Array(count);
  const positions = new Int32Array(count);
  let position = 0;
  for (const root of roots) {
    let span = root;
    let depth = 0;
    while (span !== -1) {
      depths[span] = depth;
      positions[span] = position;
      preorder[position++] = span;
      const child = firstChildren[span] as number;
      if (child !== -1) {
        span = child;
        depth++;
        continue;
      }
      while (span !== -1 && nextSiblings[span] === -1) {
        span = parents[span] as number;
        depth--;
      }
      if (span !== -1) span = nextSiblings[span] as number;
    }
  }

  const descendantCounts = new Int32Array(count);
  for (let at = count - 1; at >= 0; at--) {
    const span = preorder[at] as number;
    const parent = parents[span] as number;
    if (parent !== -1) {
      descendantCounts[parent] = (descendantCounts[parent] as number) + (descendantCounts[span] as number) + 1;
    }
  }
  return { firstChildren, nextSiblings, roots: Int32Array.from(roots), depths, descendantCounts, preorder, positions };
}
