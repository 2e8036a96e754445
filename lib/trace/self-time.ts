import type { Trace } from './trace';
import type { TraceTree } from './tree';

/**
 * For each span the nanoseconds in which none of its children ran: its duration minus the union of its children, each
 * clipped to it. Never negative; a child outside its parent takes nothing from it.
 *
 * ```
 * gateway   0 ├──────────────────────────────┤ 100     self time 100 - (60 - 10) - (100 - 90) = 40
 *   risk        10 ├───────────┤ 50
 *   engine              30 ├───────┤ 60
 *   notify                            90 ├───────┤ 120
 * ```
 *
 * One pass, since children come by start: O(n).
 */
export function selfTimes(trace: Trace, tree: TraceTree): Float64Array {
  const { starts, durations } = trace;
  const selfNanos = Float64Array.from(durations);
  // Up to where each span is covered by the children seen so far.
  const coveredUntil = Float64Array.from(starts);
  for (let child = 0; child < trace.spanCount; child++) {
    const parent = tree.parents[child] as number;
    if (parent === -1) continue;
    const childStart = starts[child] as number;
    const parentEnd = (starts[parent] as number) + (durations[parent] as number);
    const from = Math.max(childStart, coveredUntil[parent] as number);
    const to = Math.min(childStart + (durations[child] as number), parentEnd);
    if (to > from) {
      selfNanos[parent] = (selfNanos[parent] as number) - (to - from);
      coveredUntil[parent] = to;
    }
  }
  return selfNanos;
}
