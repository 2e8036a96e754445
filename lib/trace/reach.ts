import type { Trace } from './trace';
import type { TraceTree } from './tree';

/**
 * When the last of a span and all below it ended, as offsets in nanoseconds: later than the span's own end where children
 * that it did not wait for went on. From the leaves up, O(n).
 *
 * ```
 * parent   ====------|       reaches to the end of the grandchild
 *   child    ===
 *     grandchild ====
 * ```
 */
export function reaches(trace: Trace, { preorder, parents }: TraceTree): Float64Array {
  const ends = Float64Array.from(trace.starts, (start, span) => start + (trace.durations[span] as number));
  for (let at = preorder.length - 1; at >= 0; at--) {
    const span = preorder[at] as number;
    const parent = parents[span] as number;
    if (parent !== -1 && (ends[span] as number) > (ends[parent] as number)) ends[parent] = ends[span] as number;
  }
  return ends;
}
