import { mainRoot } from './main-root';
import type { Nanos, Trace } from './trace';
import type { TraceTree } from './tree';

/** Which span the time of a root, and of all that it set off, was spent in, moment by moment. */
export interface CriticalPath {
  /** The span whose time is explained; -1 for a trace without spans. */
  readonly root: number;
  /**
   * Stretches in order of time, each longer than nothing: contiguous from the root's start to the end of the last thing that
   * it set off, so that their lengths add up to the time between. Offsets in {@link Nanos} like the trace's own. A span
   * comes several times when it goes on after a child.
   */
  readonly segments: {
    /** The span that worked; of a wait, the span that began when it was over (its parent, if that one took no time). */
    readonly spans: Int32Array;
    readonly starts: Float64Array;
    readonly ends: Float64Array;
    /** 1 for a wait: the span's parent had ended and nothing else of it ran. */
    readonly waits: Uint8Array;
  };
}

/**
 * The critical path within one trace: the chain of work and waits that has to become faster for its end to come sooner.
 *
 * The idea is that of CRISP and of Jaeger's trace page. Walk back from the end: before the child that finished last the
 * parent was waiting for it, so the path goes into that child; at the child's start it comes back to the parent and looks
 * for the child that finished last before that moment.
 *
 * ```
 *              0        20        40        60        80       100       120       140
 * gateway      ├█████──────────────────────────────────────█████┤                         10 and 10
 *   risk            ├██████████████┤                                                      10 to 40
 *   engine                         ├███████────────────────┤                              40 to 55 (abuts risk)
 *     venue                                ├███████████████┤                              55 to 90
 *   audit                 ├────────────────┤                                              25 to 57, not on the path
 *   notify                                                      ░░░░░░░░░░├██████████┤    waits 100 to 120, then 120 to 140
 * ```
 *
 * Unlike theirs it does not end with the root. In a system of queues a parent hands its work on and ends; what it set off
 * goes on, may begin only later, and is what the client is waiting for. So a child counts until the last of its own
 * descendants ends (its *reach*), and where nothing runs between a parent's end and a child's start, that is a wait.
 *
 * - A child whose reach goes beyond the moment looked at counts until its own end, if that came before; otherwise it ran
 *   in parallel and did not hold anything up.
 * - "Before" includes "at the same time", so back-to-back children stay on the path. Only stretches longer than nothing
 *   are followed, so each step goes back in time and the walk ends whatever the input; zero durations need no place.
 * - Of children that end at the same time the one that started first is taken, then the first in the order of the trace.
 * - A child that starts before its parent (a clock is wrong) counts from the parent's start.
 * - Overlapping siblings are parallel, however short the overlap: the one that ended later is on the path.
 * - Cycles are cut and orphans are roots already, by `buildTree`.
 *
 * @param root where to start; by default {@link mainRoot}.
 *
 * Nothing recurses. Each span's children are sorted once, if it is on the path: O(n log n) at worst.
 */
export function criticalPath(trace: Trace, tree: TraceTree, root: number = mainRoot(trace, tree)): CriticalPath {
  const stretches: Stretch[] = [];
  if (root !== -1) walkBack(trace, tree, root, stretches);

  const count = stretches.length;
  const segments = {
    spans: new Int32Array(count),
    starts: new Float64Array(count),
    ends: new Float64Array(count),
    waits: new Uint8Array(count),
  };
  let start = root === -1 ? 0 : (trace.starts[root] as number);
  for (let i = 0; i < count; i++) {
    const { span, end, wait } = stretches[count - 1 - i] as Stretch;
    segments.spans[i] = span;
    segments.starts[i] = start;
    segments.ends[i] = end;
    segments.waits[i] = wait ? 1 : 0;
    start = end;
  }
  return { root, segments };
}

/** How much of a path is work, and how much waiting. Their sum is the time from its start to its end. */
export function pathTotals({ segments }: CriticalPath): { workNanos: Nanos; waitNanos: Nanos } {
  const totals: [work: Nanos, wait: Nanos] = [0, 0];
  for (let i = 0; i < segments.waits.length; i++) {
    totals[segments.waits[i] === 1 ? 1 : 0] += (segments.ends[i] as number) - (segments.starts[i] as number);
  }
  return { workNanos: totals[0], waitNanos: totals[1] };
}

/** When the last thing that each span set off ended, itself included: the latest end in its subtree. */
function reaches({ spanCount, starts, durations }: Trace, { parents, preorder }: TraceTree): Float64Array {
  const reach = new Float64Array(spanCount);
  // Children come after their parents, so from the back each reach is complete when its parent takes it.
  for (let at = spanCount - 1; at >= 0; at--) {
    const span = preorder[at] as number;
    reach[span] = Math.max(reach[span] as number, (starts[span] as number) + (durations[span] as number));
    const parent = parents[span] as number;
    if (parent !== -1) reach[parent] = Math.max(reach[parent] as number, reach[span]);
  }
  return reach;
}

/** A part of the path that ends at `end` and begins where the one before ends. */
interface Stretch {
  readonly span: number;
  readonly end: Nanos;
  readonly wait: boolean;
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

/** Appends the path's stretches, latest first. */
function walkBack(trace: Trace, tree: TraceTree, root: number, stretches: Stretch[]): void {
  const reach = reaches(trace, tree);
  const rootStart = trace.starts[root] as number;
  let cursor = reach[root] as number;
  // The span that began at the cursor.
  let begun = root;
  const stack: Visit[] = [
    { span: root, start: rootStart, waiting: candidates(trace, tree, reach, root, rootStart, cursor) },
  ];
  for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
    let next = visit.waiting.pop();
    while (next !== undefined && next.end > cursor) next = visit.waiting.pop();
    const until = next === undefined ? visit.start : next.end;
    const worked = Math.max(until, (trace.starts[visit.span] as number) + (trace.durations[visit.span] as number));
    if (worked < cursor) {
      stretches.push({ span: begun, end: cursor, wait: true });
      cursor = worked;
    }
    if (until < cursor) {
      stretches.push({ span: visit.span, end: cursor, wait: false });
      cursor = until;
    }
    if (next === undefined) {
      begun = visit.span;
      stack.pop();
    } else {
      begun = next.span;
      stack.push({ ...next, waiting: candidates(trace, tree, reach, next.span, next.start, next.end) });
    }
  }
}

/** The children of a span that may have held it up between two moments, by when they, or all they set off, were done. */
function candidates(
  trace: Trace,
  tree: TraceTree,
  reach: Float64Array,
  span: number,
  from: Nanos,
  to: Nanos,
): Candidate[] {
  const found: Candidate[] = [];
  for (let child = tree.firstChildren[span] as number; child !== -1; child = tree.nextSiblings[child] as number) {
    const childStart = trace.starts[child] as number;
    const start = Math.max(from, childStart);
    const end = childStart + (trace.durations[child] as number);
    const reached = reach[child] as number;
    // Once the path has gone back to a child's start, that child's other entry ends too late to be taken as well.
    if (start < reached && reached <= to) found.push({ span: child, start, end: reached });
    if (start < end && end <= to && end !== reached) found.push({ span: child, start, end });
  }
  return found.sort((a, b) => a.end - b.end || b.start - a.start || b.span - a.span);
}
