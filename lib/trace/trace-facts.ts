import type { SpanIndex } from './span-index';
import type { Trace } from './trace';
import type { TraceTree } from './tree';

/** A trace and what every view of it starts from. */
export interface TraceFacts {
  readonly trace: Trace;
  readonly tree: TraceTree;
  readonly index: SpanIndex;
  /** From `selfTimes`. */
  readonly selfNanos: Float64Array;
}

export function serviceOf({ services }: Trace, span: number): string {
  return services.values[services.codes[span] as number] as string;
}

export function nameOf({ names }: Trace, span: number): string {
  return names.values[names.codes[span] as number] as string;
}
