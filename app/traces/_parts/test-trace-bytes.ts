import {
  columnFromArray,
  dictionary,
  int32,
  int64,
  tableFromColumns,
  tableToIPC,
  uint8,
  uint32,
  uint64,
  utf8,
} from '@uwdata/flechette';
import type { DictionaryColumn, Trace } from '@/lib/trace/trace';

/** A trace as the API sends it with `?format=arrow`; `decodeTrace` gives it back. */
export function traceBytes(trace: Trace): Uint8Array<ArrayBuffer> {
  const texts = ({ codes, values }: DictionaryColumn) => Array.from(codes, (code) => values[code] ?? '');
  const wide = (numbers: Float64Array) => Array.from(numbers, (number) => BigInt(number));
  const unixStarts = wide(trace.starts).map((start) => start + trace.startUnixNano);
  const bytes = tableToIPC(
    tableFromColumns([
      ['SpanId', columnFromArray(trace.spanIds, uint64())],
      ['ParentSpanId', columnFromArray(trace.parentIds, uint64())],
      ['Start', columnFromArray(unixStarts, int64())],
      ['Duration', columnFromArray(wide(trace.durations), uint64())],
      ['Service', columnFromArray(texts(trace.services), dictionary(utf8(), int32(), false, 0))],
      ['Name', columnFromArray(texts(trace.names), dictionary(utf8(), int32(), false, 1))],
      ['Kind', columnFromArray(trace.kinds, uint8())],
      ['Status', columnFromArray(trace.statuses, uint8())],
      ['Rejected', columnFromArray(trace.rejected, uint8())],
      ['EventCount', columnFromArray(trace.eventCounts, uint32())],
      ['LinkCount', columnFromArray(trace.linkCounts, uint32())],
      ['LedToCount', columnFromArray(trace.ledToCounts, uint32())],
      ['Losses', columnFromArray(trace.losses, uint32())],
      ['EndedBeforeStart', columnFromArray(wide(trace.endedBeforeStart), uint64())],
    ]),
    { format: 'stream' },
  );
  if (bytes === null) throw new Error('Nothing was written.');
  return new Uint8Array(bytes);
}
