import { unionLength } from '@/lib/base/intervals';
import { type Nanos, StatusCode, type Trace } from './trace';

/** One service's part in a trace. */
export interface ServiceGroup {
  readonly service: string;
  /** Its code in the trace's dictionary of services. */
  readonly code: number;
  /** Its spans in the order of the trace, so by start. */
  readonly spans: Int32Array;
  /** The durations of its spans added up: a span and its child in the same service count twice. */
  readonly totalNanos: Nanos;
  /** For how long at least one of its spans ran. */
  readonly busyNanos: Nanos;
  /** The self times of its spans added up. */
  readonly selfNanos: Nanos;
  readonly errorCount: number;
  readonly rejectedCount: number;
}

/** The spans by service, the service that starts first in front. O(n log n). */
export function groupByService(trace: Trace, selfTimes: Float64Array): ServiceGroup[] {
  const byCode = new Map<number, number[]>();
  for (let span = 0; span < trace.spanCount; span++) {
    const code = trace.services.codes[span] as number;
    const spans = byCode.get(code);
    if (spans === undefined) byCode.set(code, [span]);
    else spans.push(span);
  }
  // Spans come by start, and a Map keeps the order in which keys came.
  return [...byCode].map(([code, spans]) => summarise(trace, selfTimes, code, spans));
}

function summarise(trace: Trace, selfTimes: Float64Array, code: number, spans: readonly number[]): ServiceGroup {
  let totalNanos = 0;
  let selfNanos = 0;
  let errorCount = 0;
  let rejectedCount = 0;
  for (const span of spans) {
    totalNanos += trace.durations[span] as number;
    selfNanos += selfTimes[span] as number;
    if (trace.statuses[span] === StatusCode.Error) errorCount++;
    rejectedCount += trace.rejected[span] as number;
  }
  const intervals = spans.map((span) => {
    const start = trace.starts[span] as number;
    return { start, end: start + (trace.durations[span] as number) };
  });
  return {
    service: trace.services.values[code] ?? '',
    code,
    spans: Int32Array.from(spans),
    totalNanos,
    busyNanos: unionLength(intervals),
    selfNanos,
    errorCount,
    rejectedCount,
  };
}
