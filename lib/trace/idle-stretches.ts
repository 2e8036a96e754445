import { upperBound } from '@/lib/base/bisect';
import type { Nanos, Trace } from './trace';
import type { TraceTree } from './tree';

/** How many are given at most, the longest: no picture has room for more breaks. */
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
 * Of the {@link MOST_STRETCHES} longest stretches without such a leaf the longest parts between the ends of other spans are
 * given, as many again. O(n log n), where spans with children start or end in those, else O(n).
 */
export function idleStretches(trace: Trace, tree: TraceTree, extent: Nanos): IdleStretches {
  const calm = stretchesWithoutLeaves(trace, tree, extent);
  const from = Float64Array.from(calm, ({ start }) => start);
  const cuts = calm.map(() => [] as number[]);
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
  const parts = new LongestStretches();
  for (const [i, { start, end }] of calm.entries()) {
    let begun = start;
    for (const edge of Float64Array.from(cuts[i] ?? []).sort()) {
      parts.offer(begun, edge);
      begun = edge;
    }
    parts.offer(begun, end);
  }
  const longest = parts.inOrder();
  return {
    starts: Float64Array.from(longest, ({ start }) => start),
    ends: Float64Array.from(longest, ({ end }) => end),
  };
}

/** The longest stretches in which no leaf runs, nor begins or ends in no time, in order. */
function stretchesWithoutLeaves({ starts, durations, spanCount }: Trace, tree: TraceTree, extent: Nanos): Stretch[] {
  const calm = new LongestStretches();
  let covered = 0;
  for (let span = 0; span < spanCount; span++) {
    if (tree.firstChildren[span] !== -1) continue;
    const start = starts[span] as number;
    calm.offer(covered, start);
    covered = Math.max(covered, start + (durations[span] as number));
  }
  calm.offer(covered, extent);
  return calm.inOrder();
}

interface Stretch {
  readonly start: Nanos;
  readonly end: Nanos;
}

/** The {@link MOST_STRETCHES} longest of those that it is offered. Of most, which are short, it makes no object. */
class LongestStretches {
  #kept: Stretch[] = [];
  /** Once there are enough, none that is no longer is kept. */
  #shortest = 0;

  offer(start: Nanos, end: Nanos): void {
    if (end - start <= this.#shortest) return;
    this.#kept.push({ start, end });
    if (this.#kept.length === 2 * MOST_STRETCHES) this.#shortest = this.#cut();
  }

  inOrder(): Stretch[] {
    this.#cut();
    return this.#kept.sort((a, b) => a.start - b.start);
  }

  /** Gives the length of the shortest that is left. */
  #cut(): Nanos {
    this.#kept = this.#kept.sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, MOST_STRETCHES);
    const last = this.#kept.at(-1);
    return last === undefined ? 0 : last.end - last.start;
  }
}
