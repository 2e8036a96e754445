import { spanIdFromBigInt } from '@/lib/base/ids';
import type { Steps } from '@/lib/base/steps';
import { SPAN_KIND_NAMES, STATUS_CODE_NAMES, type Trace } from './trace';
import { nameOf, serviceOf } from './trace-facts';

const COLUMNS = [
  'trace_id',
  'span_id',
  'parent_span_id',
  'service',
  'name',
  'kind',
  'status',
  'rejected',
  'start_unix_nano',
  'duration_nano',
  'self_nano',
  'events',
  'caused_by',
  'led_to',
] as const;
const LINE_END = '\r\n';
/** Spans a step: a few milliseconds. */
const CHUNK = 2048;

/**
 * A trace's spans as CSV (RFC 4180, with a header), UTF-8 in parts to be put together: what is in a Blob the browser keeps outside
 * of the page, and joins without a copy, which of a million spans are 140 MB. Values are as they are: a spreadsheet that runs formulas takes a name that begins with `=` for one.
 */
export function* csvSteps(trace: Trace, selfNanos: Float64Array): Steps<Blob[]> {
  const parts = [new Blob([COLUMNS.join(',') + LINE_END])];
  for (let begin = 0; begin < trace.spanCount; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, trace.spanCount);
    let part = '';
    for (let span = begin; span < end; span++) part += csvLine(trace, selfNanos, span);
    parts.push(new Blob([part]));
    yield end / trace.spanCount;
  }
  return parts;
}

function csvLine(trace: Trace, selfNanos: Float64Array, span: number): string {
  const values: readonly (string | number | bigint | undefined)[] = [
    trace.traceId,
    spanIdFromBigInt(trace.spanIds[span] as bigint),
    spanIdFromBigInt(trace.parentIds[span] as bigint),
    quoted(serviceOf(trace, span)),
    quoted(nameOf(trace, span)),
    SPAN_KIND_NAMES[trace.kinds[span] as number],
    STATUS_CODE_NAMES[trace.statuses[span] as number],
    trace.rejected[span],
    trace.startUnixNano + BigInt(trace.starts[span] as number),
    trace.durations[span],
    selfNanos[span],
    trace.eventCounts[span],
    trace.linkCounts[span],
    trace.ledToCounts[span],
  ];
  return values.join(',') + LINE_END;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
