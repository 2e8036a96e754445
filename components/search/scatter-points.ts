import type { TraceSummary } from '@/lib/api/contract';
import type { PointStatus, ScatterPoint } from './layout-scatter';

/** A trace as a point. Microseconds of the start survive, more than any screen shows. */
export function scatterPoint(trace: TraceSummary): ScatterPoint {
  return {
    startMs: Number(BigInt(trace.startTimeUnixNano) / 1_000n) / 1_000,
    durationNanos: trace.durationNanos,
    status: traceStatus(trace),
  };
}

/** An error outranks a rejection: it is what somebody has to repair. */
export function traceStatus({ errorCount, rejectedCount }: TraceSummary): PointStatus {
  return errorCount > 0 ? 'error' : rejectedCount > 0 ? 'rejected' : 'ok';
}
