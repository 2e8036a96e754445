import { type Nanos, SpanKind, type Trace } from './trace';
import type { TraceTree } from './tree';

/** Which span the time of a root was spent in, moment by moment. */
export interface CriticalPath {
  /** The span whose time is explained; -1 for a trace without spans. */
  readonly root: number;
  /**
   * Stretches in order of time, each as long as it is positive: contiguous from the root's start to its end, so that
   * their lengths add up to the root's duration. Offsets in {@link Nanos} like the trace's own. A span comes several times
   * when it goes on after a child.
   */
  readonly segments: {
    readonly spans: Int32Array;
    readonly starts: Float64Array;
    readonly ends: Float64Array;
  };
}

/**
 * The critical path within one trace: the chain of work that has to become faster for the root to become faster.
 *
 * The idea is that of CRISP and of Jaeger's trace page. Walk back from the end of the root: before the child that finished
 * last the parent was waiting for it, so the path goes into that child; at the child's start it comes back to the parent
 * and looks for the child that finished last before that moment.
 *
 * ```
 *              0        20        40        60        80       100
 * gateway      ├█████──────────────────────────────────────█████┤     10 and 10
 *   risk            ├██████████████┤                                  10 to 40
 *   engine                         ├███████────────────────┤          40 to 55 (abuts risk: both are on the path)
 *     venue                                ├███████████████┤          55 to 90
 *   audit                 ├────────────────┤                          25 to 57, ends while the path is elsewhere
 * ```
 *
 * - A child that overflows its parent counts clipped to it; one that lies outside counts not at all.
 * - "Before" includes "at the same time", so back-to-back children stay on the path. Only stretches longer than nothing
 *   are followed, so each step goes back in time and the walk ends whatever the input; zero durations need no place.
 * - Of children that end at the same time the one that started first is taken, then the first in the order of the trace.
 * - A consumer below a producer that outlives it is asynchronous: the producer did not wait for it, so it is not followed.
 * - Overlapping siblings are parallel, however short the overlap: the one that ended later is on the path.
 * - Cycles are cut and orphans are roots already, by `buildTree`.
 *
 * @param root where to start; by default {@link mainRoot}.
 *
 * Nothing recurses. Each span's children are sorted once, if it is on the path: O(n log n) at worst.
 */
export function criticalPath(trace: Trace, tree: TraceTree, root: number = mainRoot(trace, tree)): CriticalPath {
  const spans: number[] = [];
  const ends: number[] = [];
  if (root !== -1) walkBack(trace, tree, root, spans, ends);

  const count = spans.length;
  const segments = { spans: new Int32Array(count), starts: new Float64Array(count), ends: new Float64Array(count) };
  let start = root === -1 ? 0 : (trace.starts[root] as number);
  for (let i = 0; i < count; i++) {
    segments.spans[i] = spans[count - 1 - i] as number;
    segments.starts[i] = start;
    start = ends[count - 1 - i] as number;
    segments.ends[i] = start;
  }
  return { root, segments };
}

/**
 * The root whose critical path is shown unless another is asked for: of the spans that claim no parent (of all roots, if
 * there is none) the one that ends last, then the longest, then the first. -1 for a trace without spans.
 */
export function mainRoot({ starts, durations }: Trace, { roots, missingParents, cycleCuts }: TraceTree): number {
  let best = -1;
  let bestRank: readonly number[] = [];
  for (const root of roots) {
    const claimsNoParent = missingParents[root] === 0 && cycleCuts[root] === 0 ? 1 : 0;
    const duration = durations[root] as number;
    const rank = [claimsNoParent, (starts[root] as number) + duration, duration];
    const decisive = rank.findIndex((value, i) => value !== bestRank[i]);
    if (best === -1 || (decisive !== -1 && (rank[decisive] as number) > (bestRank[decisive] as number))) {
      best = root;
      bestRank = rank;
    }
  }
  return best;
}

/** The nanoseconds that each span is on the path; 0 where it is not. */
export function criticalNanosBySpan(path: CriticalPath, spanCount: number): Float64Array {
  const nanos = new Float64Array(spanCount);
  const { spans, starts, ends } = path.segments;
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i] as number;
    nanos[span] = (nanos[span] as number) + (ends[i] as number) - (starts[i] as number);
  }
  return nanos;
}

/** A span on the way, with its children that may be on the path, the one that ends last at the end. */
interface Visit {
  readonly span: number;
  readonly start: Nanos;
  readonly waiting: Candidate[];
}

interface Candidate {
  readonly span: number;
  readonly start: Nanos;
  readonly end: Nanos;
}

/** Appends the path's stretches, latest first: which span, and until when. */
function walkBack(trace: Trace, tree: TraceTree, root: number, spans: number[], ends: number[]): void {
  const rootStart = trace.starts[root] as number;
  let cursor = rootStart + (trace.durations[root] as number);
  const stack: Visit[] = [{ span: root, start: rootStart, waiting: candidates(trace, tree, root, rootStart, cursor) }];
  for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
    let next = visit.waiting.pop();
    while (next !== undefined && next.end > cursor) next = visit.waiting.pop();
    const until = next === undefined ? visit.start : next.end;
    if (until < cursor) {
      spans.push(visit.span);
      ends.push(cursor);
      cursor = until;
    }
    if (next === undefined) stack.pop();
    else stack.push({ ...next, waiting: candidates(trace, tree, next.span, next.start, next.end) });
  }
}

/** The children that a span waited for, clipped to the window in which it counts itself. */
function candidates(trace: Trace, tree: TraceTree, span: number, from: Nanos, to: Nanos): Candidate[] {
  const found: Candidate[] = [];
  for (let child = tree.firstChildren[span] as number; child !== -1; child = tree.nextSiblings[child] as number) {
    if (isAsynchronous(trace, span, child)) continue;
    const childStart = trace.starts[child] as number;
    const start = Math.max(from, childStart);
    const end = Math.min(to, childStart + (trace.durations[child] as number));
    if (start < end) found.push({ span: child, start, end });
  }
  return found.sort((a, b) => a.end - b.end || b.start - a.start || b.span - a.span);
}

function isAsynchronous({ kinds, starts, durations }: Trace, parent: number, child: number): boolean {
  return (
    kinds[parent] === SpanKind.Producer &&
    kinds[child] === SpanKind.Consumer &&
    (starts[child] as number) + (durations[child] as number) >
      (starts[parent] as number) + (durations[parent] as number)
  );
}
