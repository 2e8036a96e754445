import { StatusCode, type Trace } from './trace';
import type { TraceTree } from './tree';

/** What a collapsed parent hides: one entry a span, counting its descendants at any depth but not the span itself. */
export interface BelowCounts {
  readonly errors: Uint32Array;
  readonly rejected: Uint32Array;
}

/** Counts errors and rejects below each span, from the leaves up. A span that is both counts in both. O(n). */
export function countBelow(trace: Trace, tree: TraceTree): BelowCounts {
  const errors = new Uint32Array(trace.spanCount);
  const rejected = new Uint32Array(trace.spanCount);
  for (let at = trace.spanCount - 1; at >= 0; at--) {
    const span = tree.preorder[at] as number;
    const parent = tree.parents[span] as number;
    if (parent === -1) continue;
    const isError = trace.statuses[span] === StatusCode.Error ? 1 : 0;
    errors[parent] = (errors[parent] as number) + (errors[span] as number) + isError;
    rejected[parent] = (rejected[parent] as number) + (rejected[span] as number) + (trace.rejected[span] as number);
  }
  return { errors, rejected };
}
