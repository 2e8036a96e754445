import { tableFromIPC } from '@uwdata/flechette';
import { FillpathError } from '@/lib/base/errors';
import type { UnixNanos } from '@/lib/base/units';
import { readDictionary, readFlags, readInts } from './arrow-columns';
import { completeMessages, splitAtReplacedDictionaries } from './arrow-messages';
import type { DictionaryColumn, Trace } from './trace';

const TWO_TO_32 = 2 ** 32;

/**
 * A trace from its rows as an Arrow IPC stream, uncompressed, in any number of record batches. Columns, none nullable:
 * SpanId and ParentSpanId (UInt64, 0: no parent), Start (Int64, Unix nanoseconds), Duration and EndedBeforeStart (UInt64),
 * Service and Name (dictionaries of strings), Kind and Status (UInt8), Rejected (UInt8 or Bool), EventCount, LinkCount,
 * LedToCount and Losses (UInt32). Rows come sorted as {@link Trace} says; other columns are ignored.
 *
 * No object and no bigint is made for a row: 1,000,000 spans in 123 batches (62 MB) take about 0.1 s (2 busy cores, Node 24).
 * Offsets and durations are exact up to 2^53 ns (104 days) and beyond that as near as a number can be.
 *
 * @throws FillpathError `unavailable` when the bytes are not such a stream, for example because the connection broke off;
 * `not-found` when there are no rows (whoever asks the store answers 404 before it comes to this).
 */
export function decodeTrace(traceId: string, bytes: Uint8Array): Trace {
  const trace = decodeRows(traceId, bytes);
  if (trace === null) throw new FillpathError('not-found', `No span of trace ${traceId} is stored.`);
  return trace;
}

/**
 * The first rows of a trace whose stream is still coming, `limit` of them at most: what is complete in `bytes`, its beginning. Null when that is no row yet,
 * and when it cannot be read, which {@link decodeTrace} says of the whole.
 */
export function decodeFirstRows(traceId: string, bytes: Uint8Array, limit: number): Trace | null {
  try {
    const run = completeMessages(aligned(bytes));
    const trace = run && traceOf(traceId, [run]);
    return trace && firstRows(trace, limit);
  } catch {
    return null;
  }
}

/** Null when there are no rows. */
function decodeRows(traceId: string, bytes: Uint8Array): Trace | null {
  try {
    return traceOf(traceId, splitAtReplacedDictionaries(aligned(bytes)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FillpathError(
      'unavailable',
      `The trace arrived in a form that cannot be read: ${reason} Reload the page; if that does not help, fetch it as JSON.`,
    );
  }
}

function firstRows(trace: Trace, limit: number): Trace {
  const cut = <Column extends { slice(from: number, to: number): Column }>(column: Column) => column.slice(0, limit);
  return {
    traceId: trace.traceId,
    startUnixNano: trace.startUnixNano,
    spanCount: Math.min(trace.spanCount, limit),
    spanIds: cut(trace.spanIds),
    parentIds: cut(trace.parentIds),
    starts: cut(trace.starts),
    durations: cut(trace.durations),
    services: firstOf(trace.services, limit),
    names: firstOf(trace.names, limit),
    kinds: cut(trace.kinds),
    statuses: cut(trace.statuses),
    rejected: cut(trace.rejected),
    eventCounts: cut(trace.eventCounts),
    linkCounts: cut(trace.linkCounts),
    ledToCounts: cut(trace.ledToCounts),
    losses: cut(trace.losses),
    endedBeforeStart: cut(trace.endedBeforeStart),
  };
}

/** Values are in the order in which they first occur, so those that are left are the first, too. */
function firstOf({ codes, values }: DictionaryColumn, limit: number): DictionaryColumn {
  const left = codes.slice(0, limit);
  return { codes: left, values: values.slice(0, left.reduce((highest, code) => Math.max(highest, code), -1) + 1) };
}

/** Typed arrays are laid over the bytes, which wants them at a multiple of 8; a Buffer out of a pool is anywhere. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}

/** Null when there are no rows. */
function traceOf(traceId: string, runs: readonly Uint8Array[][]): Trace | null {
  const tables = runs.map((run) => tableFromIPC(run, { useBigInt: true }));
  const spanCount = tables.reduce((sum, table) => sum + table.numRows, 0);
  if (spanCount === 0) return null;
  const wide = (name: string): BigUint64Array => readInts(tables, name, new BigUint64Array(spanCount));
  const counts = (name: string): Uint32Array => readInts(tables, name, new Uint32Array(spanCount));
  const bytesOf = (name: string): Uint8Array => readInts(tables, name, new Uint8Array(spanCount));
  return {
    traceId,
    spanCount,
    ...offsetsFromFirst(readInts(tables, 'Start', new BigInt64Array(spanCount))),
    spanIds: wide('SpanId'),
    parentIds: wide('ParentSpanId'),
    durations: toNumbers(wide('Duration')),
    services: readDictionary(tables, 'Service', spanCount),
    names: readDictionary(tables, 'Name', spanCount),
    kinds: bytesOf('Kind'),
    statuses: bytesOf('Status'),
    rejected: readFlags(tables, 'Rejected', spanCount),
    eventCounts: counts('EventCount'),
    linkCounts: counts('LinkCount'),
    ledToCounts: counts('LedToCount'),
    losses: counts('Losses'),
    endedBeforeStart: toNumbers(wide('EndedBeforeStart')),
  };
}

/** Offsets from the first start. In 32-bit halves (Arrow and typed arrays are little-endian): a bigint a row is slow. */
function offsetsFromFirst(unixStarts: BigInt64Array): { startUnixNano: UnixNanos; starts: Float64Array } {
  const low = new Uint32Array(unixStarts.buffer);
  const high = new Int32Array(unixStarts.buffer);
  const firstLow = low[0] as number;
  const firstHigh = high[1] as number;
  const starts = new Float64Array(unixStarts.length);
  let previous = 0;
  for (let i = 0; i < starts.length; i++) {
    const offset = ((high[2 * i + 1] as number) - firstHigh) * TWO_TO_32 + ((low[2 * i] as number) - firstLow);
    // Everything downstream relies on it.
    if (offset < previous) throw new Error(`Row ${i} starts before the row above it.`);
    starts[i] = previous = offset;
  }
  return { startUnixNano: unixStarts[0] as bigint, starts };
}

function toNumbers(wide: BigUint64Array): Float64Array {
  const halves = new Uint32Array(wide.buffer);
  const numbers = new Float64Array(wide.length);
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = (halves[2 * i + 1] as number) * TWO_TO_32 + (halves[2 * i] as number);
  }
  return numbers;
}
