import { upperBound } from '@/lib/base/bisect';
import type { Nanos, Trace } from './trace';
import type { TraceTree } from './tree';

/** How many of the longest stretches without a leaf at work are looked into: no picture has room for more breaks. */
const MOST_STRETCHES = 64;

/** Sorted and apart from each other, each longer than nothing; offsets from the trace's start. */
export interface IdleStretches {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/**
 * When nothing happens in a trace: no span starts or ends, and no span without children runs. What may run are spans that
 * have children, which wait for those, as far as anyone can tell.
 *
 * ```
 * gateway   ├──────────────────────────┤
 *   risk      ├███┤
 *   venue                       ├███┤        between the end of risk and the start of venue
 * ```
 *
 * Of the {@link MOST_STRETCHES} longest stretches without such a leaf all parts between the ends of other spans are given.
 * O(n).
 */
export function idleStretches(trace: Trace, tree: TraceTree, extent: Nanos): IdleStretches {
  const calm = stretchesWithoutLeaves(trace, tree, extent);
  const cuts = calm.map(() => [] as number[]);
  const from = Float64Array.from(calm, ({ start }) => start);
  const cutAt = (moment: Nanos) => {
    const at = upperBound(from, moment) - 1;
    const stretch = calm[at];
    if (stretch !== undefined && moment > stretch.start && moment < stretch.end) cuts[at]?.push(moment);
  };
  if (calm.length > 0) {
    for (let span = 0; span < trace.spanCount; span++) {
      if (tree.firstChildren[span] === -1) continue;
      const start = trace.starts[span] as number;
      cutAt(start);
      cutAt(start + (trace.durations[span] as number));
    }
  }
  const parts = calm.flatMap(({ start, end }, i) => {
    const inner = Float64Array.from(cuts[i] ?? []).sort();
    const edges = [start, ...inner.filter((edge, at) => edge !== inner[at - 1]), end];
    return edges.slice(1).map((edge, at) => ({ start: edges[at] as number, end: edge }));
  });
  return {
    starts: Float64Array.from(parts, ({ start }) => start),
    ends: Float64Array.from(parts, ({ end }) => end),
  };
}

interface Stretch {
  readonly start: Nanos;
  readonly end: Nanos;
}

/** The longest stretches in which no leaf runs, nor begins or ends in no time, in order. */
function stretchesWithoutLeaves({ starts, durations, spanCount }: Trace, tree: TraceTree, extent: Nanos): Stretch[] {
  const longest: Stretch[] = [];
  let shortest = 0;
  const offer = (start: Nanos, end: Nanos) => {
    if (end - start <= shortest) return;
    longest.push({ start, end });
    if (longest.length < 2 * MOST_STRETCHES) return;
    longest.sort((a, b) => lengthOf(b) - lengthOf(a));
    longest.length = MOST_STRETCHES;
    shortest = lengthOf(longest.at(-1));
  };
  let covered = 0;
  for (let span = 0; span < spanCount; span++) {
    if (tree.firstChildren[span] !== -1) continue;
    const start = starts[span] as number;
    offer(covered, start);
    covered = Math.max(covered, start + (durations[span] as number));
  }
  offer(covered, extent);
  return longest
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, MOST_STRETCHES)
    .sort((a, b) => a.start - b.start);
}

function lengthOf(stretch: Stretch | undefined): Nanos {
  return stretch === undefined ? 0 : stretch.end - stretch.start;
}
