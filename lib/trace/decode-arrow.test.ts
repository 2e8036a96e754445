import {
  type Column,
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
import { queryAsync } from 'chdb';
import { describe, expect, it } from 'vitest';
import { FillpathError } from '@/lib/base/errors';
import { decodeFirstRows, decodeTrace } from './decode-arrow';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const START = 1_800_000_000_123_456_789n;

/** What the engine itself writes, several record batches of it. */
async function engineBytes(rows: string, blockSize: number): Promise<Uint8Array> {
  const result = await queryAsync(
    `${rows} SETTINGS max_block_size = ${blockSize}, output_format_arrow_compression_method = 'none',
       output_format_arrow_low_cardinality_as_dictionary = 1, output_format_arrow_string_as_string = 1`,
    { format: 'ArrowStream' },
  );
  return result.bytes();
}

const rowsOf = (count: number) => `
  SELECT
      number + 1 AS SpanId,
      if(number = 0, 0, intDiv(number - 1, 2) + 1)::UInt64 AS ParentSpanId,
      ${START}::Int64 + number::Int64 * 5000000000 AS Start,
      (number * 1000000007)::UInt64 AS Duration,
      toLowCardinality(concat('service ', toString(intDiv(number, 3)))) AS Service,
      toLowCardinality(if(number % 4 = 0, '', concat('näme ', toString(number % 4)))) AS Name,
      (number % 6)::UInt8 AS Kind,
      (number % 3)::UInt8 AS Status,
      number % 2 = 1 AS Rejected,
      number::UInt32 AS EventCount,
      (number * 2)::UInt32 AS LinkCount,
      (number * 4)::UInt32 AS LedToCount,
      (number * 3)::UInt32 AS Losses,
      (number * 5)::UInt64 AS EndedBeforeStart
  FROM numbers(${count})`;

const textsOf = (column: { codes: Uint32Array; values: readonly string[] }) =>
  Array.from(column.codes, (code) => column.values[code]);

describe('decodeTrace, from the engine itself', () => {
  it('puts the columns of all record batches together', async () => {
    const trace = decodeTrace(TRACE_ID, await engineBytes(rowsOf(20), 4));
    const rows = Array.from({ length: 20 }, (_, row) => row);
    expect(trace.traceId).toBe(TRACE_ID);
    expect(trace.spanCount).toBe(20);
    expect(trace.startUnixNano).toBe(START);
    expect([...trace.starts]).toEqual(rows.map((row) => row * 5_000_000_000));
    expect([...trace.durations]).toEqual(rows.map((row) => row * 1_000_000_007));
    expect([...trace.spanIds]).toEqual(rows.map((row) => BigInt(row + 1)));
    expect([...trace.parentIds]).toEqual(rows.map((row) => (row === 0 ? 0n : BigInt(((row - 1) >> 1) + 1))));
    expect([...trace.kinds]).toEqual(rows.map((row) => row % 6));
    expect([...trace.statuses]).toEqual(rows.map((row) => row % 3));
    expect([...trace.eventCounts]).toEqual(rows);
    expect([...trace.linkCounts]).toEqual(rows.map((row) => row * 2));
    expect([...trace.ledToCounts]).toEqual(rows.map((row) => row * 4));
    expect([...trace.losses]).toEqual(rows.map((row) => row * 3));
    expect([...trace.endedBeforeStart]).toEqual(rows.map((row) => row * 5));
  });

  it('continues dictionaries from batch to batch, with each value that occurs once', async () => {
    const trace = decodeTrace(TRACE_ID, await engineBytes(rowsOf(20), 4));
    expect(textsOf(trace.services)).toEqual(Array.from({ length: 20 }, (_, row) => `service ${Math.floor(row / 3)}`));
    expect(trace.services.values).toEqual(Array.from({ length: 7 }, (_, i) => `service ${i}`));
    expect(trace.names.values).toEqual(['', 'näme 1', 'näme 2', 'näme 3']);
  });

  it('reads rejects as bits and as bytes', async () => {
    const bits = decodeTrace(
      TRACE_ID,
      await engineBytes(rowsOf(20).replace('% 2 = 1 AS', '% 2 = 1 AS Bit, Bit::Bool AS'), 7),
    );
    const bytes = decodeTrace(TRACE_ID, await engineBytes(rowsOf(20), 7));
    const expected = Array.from({ length: 20 }, (_, row) => row % 2);
    expect([...bits.rejected]).toEqual(expected);
    expect([...bytes.rejected]).toEqual(expected);
  });

  it('keeps ids and times that use all 64 bits', async () => {
    const rows = rowsOf(1)
      .replace('number + 1 AS SpanId', "reinterpretAsUInt64(reverse(unhex('fedcba9876543210'))) AS SpanId")
      .replace('(number * 1000000007)', '9007199254740991');
    const trace = decodeTrace(TRACE_ID, await engineBytes(rows, 4));
    expect(trace.spanIds[0]).toBe(0xfedcba9876543210n);
    expect(trace.durations[0]).toBe(2 ** 53 - 1);
  });

  it('says that a trace without rows is not there', async () => {
    const bytes = await engineBytes(rowsOf(0), 4);
    expect(() => decodeTrace(TRACE_ID, bytes)).toThrow(`No span of trace ${TRACE_ID} is stored.`);
  });
});

interface Row {
  readonly service: string;
  readonly start?: bigint;
}

/** A stream with one record batch and the dictionary of its services. */
function streamOf(
  rows: readonly Row[],
  change: (columns: Record<string, Column<unknown>>) => void = () => {},
): Uint8Array {
  const all = <T>(value: T): T[] => rows.map(() => value);
  const columns: Record<string, Column<unknown>> = {
    SpanId: columnFromArray(all(1n), uint64()),
    ParentSpanId: columnFromArray(all(0n), uint64()),
    Start: columnFromArray(
      rows.map(({ start = START }) => start),
      int64(),
    ),
    Duration: columnFromArray(all(5n), uint64()),
    Service: columnFromArray(
      rows.map(({ service }) => service),
      dictionary(utf8(), int32(), false, 0),
    ),
    Name: columnFromArray(all('name'), dictionary(utf8(), int32(), false, 1)),
    Kind: columnFromArray(all(2), uint8()),
    Status: columnFromArray(all(0), uint8()),
    Rejected: columnFromArray(all(0), uint8()),
    EventCount: columnFromArray(all(0), uint32()),
    LinkCount: columnFromArray(all(0), uint32()),
    LedToCount: columnFromArray(all(0), uint32()),
    Losses: columnFromArray(all(0), uint32()),
    EndedBeforeStart: columnFromArray(all(0n), uint64()),
  };
  change(columns);
  const bytes = tableToIPC(tableFromColumns(Object.entries(columns)), { format: 'stream' });
  if (bytes === null) throw new Error('nothing was written');
  return bytes;
}

/** The stream of `first`, then `second`'s dictionaries and rows without its schema, as a writer that replaces them sends. */
function spliced(first: Uint8Array, second: Uint8Array): Uint8Array {
  const schema = new DataView(second.buffer, second.byteOffset).getInt32(4, true) + 8;
  return Buffer.concat([first.subarray(0, -8), second.subarray(schema)]);
}

function refusal(bytes: Uint8Array): FillpathError {
  try {
    decodeTrace(TRACE_ID, bytes);
  } catch (error) {
    if (error instanceof FillpathError) return error;
    throw error;
  }
  throw new Error('It was decoded.');
}

describe('decodeTrace, from other writers', () => {
  it('looks rows up in the dictionary as it was when they were sent', () => {
    const bytes = spliced(
      streamOf([{ service: 'gateway' }, { service: 'risk' }]),
      streamOf([{ service: 'engine' }, { service: 'gateway' }]),
    );
    const trace = decodeTrace(TRACE_ID, bytes);
    expect(textsOf(trace.services)).toEqual(['gateway', 'risk', 'engine', 'gateway']);
    expect(trace.services.values).toEqual(['gateway', 'risk', 'engine']);
  });

  it('decodes bytes wherever they lie in memory', () => {
    const bytes = streamOf([{ service: 'gateway' }]);
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect(decodeTrace(TRACE_ID, shifted).services.values).toEqual(['gateway']);
  });

  it('ignores columns that it does not know', () => {
    const bytes = streamOf([{ service: 'gateway' }], (columns) => {
      columns['Extra'] = columnFromArray([1], uint8());
    });
    expect(decodeTrace(TRACE_ID, bytes).spanCount).toBe(1);
  });

  it.each([
    [
      'a column that is missing',
      (columns: Record<string, Column<unknown>>) => delete columns['Kind'],
      'Kind is missing',
    ],
    [
      'a column of another width',
      (columns: Record<string, Column<unknown>>) => (columns['Kind'] = columnFromArray([1], uint32())),
      'Kind is of another type',
    ],
    [
      'strings outside a dictionary',
      (columns: Record<string, Column<unknown>>) => (columns['Service'] = columnFromArray(['x'], utf8())),
      'Service is of another type',
    ],
    [
      'rows without a value',
      (columns: Record<string, Column<unknown>>) => (columns['Duration'] = columnFromArray([null], uint64())),
      'Duration has rows without a value',
    ],
  ])('refuses %s', (_, change, message) => {
    const error = refusal(streamOf([{ service: 'gateway' }], change));
    expect(error.kind).toBe('unavailable');
    expect(error.message).toContain(message);
  });

  it('refuses rows that are not sorted by start', () => {
    const bytes = streamOf([{ service: 'gateway' }, { service: 'risk', start: START - 1n }]);
    expect(refusal(bytes).message).toContain('Row 1 starts before the row above it');
  });

  it('refuses a stream that breaks off anywhere, between two messages too', () => {
    const bytes = spliced(streamOf([{ service: 'gateway' }]), streamOf([{ service: 'risk' }]));
    for (let length = 0; length < bytes.length; length += 4) {
      expect(refusal(bytes.subarray(0, length)).kind).toBe('unavailable');
    }
  });

  it('refuses what is no Arrow at all', () => {
    expect(refusal(new TextEncoder().encode('<!doctype html><p>Bad gateway</p>')).message).toContain(
      'arrived in a form that cannot be read: It has no message at byte 0. Reload the page',
    );
  });
});

describe('decodeFirstRows', () => {
  const two = () => spliced(streamOf([{ service: 'gateway' }]), streamOf([{ service: 'risk' }]));

  it('gives of every beginning the record batches that are complete, and of the whole what decodeTrace gives', async () => {
    const bytes = await engineBytes(rowsOf(20), 4);
    const whole = decodeTrace(TRACE_ID, bytes);
    const counts = new Set<number>();
    // Messages are multiples of 8 bytes; 36 is none, so that most beginnings end within one.
    for (const length of [...Array.from({ length: Math.ceil(bytes.length / 36) }, (_, i) => 36 * i), bytes.length]) {
      const first = decodeFirstRows(TRACE_ID, bytes.slice(0, length), 100);
      counts.add(first?.spanCount ?? 0);
      if (first === null) continue;
      expect(first.starts).toEqual(whole.starts.slice(0, first.spanCount));
      expect(textsOf(first.names)).toEqual(textsOf(whole.names).slice(0, first.spanCount));
    }
    expect([...counts]).toEqual([0, 4, 8, 12, 16, 20]);
    expect(decodeFirstRows(TRACE_ID, bytes, 100)).toEqual(whole);
  });

  it('gives no more rows than are wanted, with the values that occur in them', async () => {
    const bytes = await engineBytes(rowsOf(20), 8);
    const whole = decodeTrace(TRACE_ID, bytes);
    const first = decodeFirstRows(TRACE_ID, bytes.slice(0, -100), 5);
    if (first === null) throw new Error('There are none.');
    expect(first.spanCount).toBe(5);
    for (const [name, column] of Object.entries(first)) {
      if (ArrayBuffer.isView(column)) expect(column, name).toEqual(whole[name as 'starts'].slice(0, 5));
    }
    expect(textsOf(first.services)).toEqual(['service 0', 'service 0', 'service 0', 'service 1', 'service 1']);
    expect(first.services.values).toEqual(['service 0', 'service 1']);
    expect(textsOf(first.names)).toEqual(textsOf(whole.names).slice(0, 5));
  });

  it('ends where a dictionary is replaced', () => {
    const first = decodeFirstRows(TRACE_ID, two(), 100);
    expect(first?.services.values).toEqual(['gateway']);
  });

  it('gives nothing of what is no Arrow: decodeTrace says so', () => {
    expect(decodeFirstRows(TRACE_ID, new TextEncoder().encode('<!doctype html><p>Bad gateway</p>'), 100)).toBeNull();
  });
});
