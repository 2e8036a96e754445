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

/** The spans by service, the service that starts first in front. O(n), and no object a span. */
export function groupByService(trace: Trace, selfTimes: Float64Array): ServiceGroup[] {
  const { codes, values } = trace.services;
  const sizes = new Uint32Array(values.length);
  for (const code of codes) sizes[code] = (sizes[code] as number) + 1;

  // Spans come by start, and a Map keeps the order in which its keys came.
  const spansByCode = new Map<number, Int32Array>();
  const filled = new Uint32Array(values.length);
  for (let span = 0; span < trace.spanCount; span++) {
    const code = codes[span] as number;
    let spans = spansByCode.get(code);
    if (spans === undefined) {
      spans = new Int32Array(sizes[code] as number);
      spansByCode.set(code, spans);
    }
    const place = filled[code] as number;
    spans[place] = span;
    filled[code] = place + 1;
  }
  return Array.from(spansByCode, ([code, spans]) => summarise(trace, selfTimes, code, spans));
}

function summarise(trace: Trace, selfTimes: Float64Array, code: number, spans: Int32Array): ServiceGroup {
  let totalNanos = 0;
  let busyNanos = 0;
  let selfNanos = 0;
  let errorCount = 0;
  let rejectedCount = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    const start = trace.starts[span] as number;
    const duration = trace.durations[span] as number;
    totalNanos += duration;
    selfNanos += selfTimes[span] as number;
    // In order of start, so whatever reaches past the latest end so far is new.
    busyNanos += Math.max(0, start + duration - Math.max(start, busyUntil));
    busyUntil = Math.max(busyUntil, start + duration);
    if (trace.statuses[span] === StatusCode.Error) errorCount++;
    rejectedCount += trace.rejected[span] as number;
  }
  return {
    service: trace.services.values[code] as string,
    code,
    spans,
    totalNanos,
    busyNanos,
    selfNanos,
    errorCount,
    rejectedCount,
  };
}
