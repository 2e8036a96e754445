/** MessageHeader of Arrow's Message.fbs. */
const HEADER = { Schema: 1, DictionaryBatch: 2, RecordBatch: 3 } as const;
/** Before the length of each message. */
const CONTINUATION = -1;
const PREFIX_BYTES = 8;

/**
 * Splits an Arrow IPC stream into runs of messages that may be decoded together: each run has the schema, the dictionaries
 * as they were, and the record batches that refer to them.
 *
 * A writer may replace a dictionary in mid-stream; flechette reads all dictionaries first and would then look up the
 * earlier batches in the last one, which gives wrong names without a word. chDB 3.4 (ClickHouse 26.7) only ever adds to
 * dictionaries (deltas), so its streams are one run; a writer that does not emit deltas gives a run for each replacement.
 *
 * The end-of-stream mark is required, because flechette takes a stream that breaks off between two messages for a whole one.
 *
 * @param bytes the whole stream.
 * @throws RangeError or Error when the bytes are not an Arrow stream with its schema first, or do not end as one.
 */
export function splitAtReplacedDictionaries(bytes: Uint8Array): Uint8Array[][] {
  const runs: Uint8Array[][] = [];
  const dictionaries = new Map<bigint, Uint8Array[]>();
  let schema: Uint8Array | undefined;
  let records: Uint8Array[] = [];
  const endRun = (): void => {
    if (schema === undefined) throw new Error('It has no schema.');
    runs.push([schema, ...[...dictionaries.values()].flat(), ...records]);
    records = [];
  };

  for (const { bytes: whole, header, dictionary } of messagesIn(bytes)) {
    if (header === HEADER.Schema) {
      schema ??= whole;
    } else if (header === HEADER.RecordBatch) {
      records.push(whole);
    } else if (dictionary !== null) {
      const earlier = dictionaries.get(dictionary.id);
      if (earlier !== undefined && dictionary.adds) {
        earlier.push(whole);
      } else {
        if (earlier !== undefined && records.length > 0) endRun();
        dictionaries.set(dictionary.id, [whole]);
      }
    }
  }
  if (records.length > 0 || runs.length === 0) endRun();
  return runs;
}

/**
 * The complete messages at the beginning of a stream that is still coming, up to the first dictionary that is replaced: they may
 * be decoded together. Null while there is no record batch among them.
 *
 * @throws Error when the bytes are not the beginning of an Arrow stream.
 */
export function completeMessages(bytes: Uint8Array): Uint8Array[] | null {
  const run: Uint8Array[] = [];
  const dictionaries = new Set<bigint>();
  let hasRows = false;
  for (const { bytes: whole, header, dictionary } of messagesIn(bytes, 'still coming')) {
    if (dictionary !== null) {
      if (dictionaries.has(dictionary.id) && !dictionary.adds) break;
      dictionaries.add(dictionary.id);
    }
    run.push(whole);
    hasRows ||= header === HEADER.RecordBatch;
  }
  return hasRows ? run : null;
}

interface ArrowMessage {
  /** With its prefix. */
  readonly bytes: Uint8Array;
  /** A {@link HEADER} number. */
  readonly header: number;
  /** Of a dictionary batch: which dictionary, and whether it adds to what was sent of it (a delta). */
  readonly dictionary: { readonly id: bigint; readonly adds: boolean } | null;
}

/** The messages in order, up to the end-of-stream mark; of a stream that is still coming those that are complete. */
function* messagesIn(bytes: Uint8Array, state: 'whole' | 'still coming' = 'whole'): Generator<ArrowMessage, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  for (;;) {
    if (state === 'still coming' && offset + PREFIX_BYTES > bytes.length) return;
    if (view.getInt32(offset, true) !== CONTINUATION) throw new Error(`It has no message at byte ${offset}.`);
    const metadataBytes = view.getInt32(offset + 4, true);
    if (metadataBytes === 0) return;
    if (state === 'still coming' && offset + PREFIX_BYTES + metadataBytes > bytes.length) return;
    const message = readTable(view, offset + PREFIX_BYTES);
    const end = offset + PREFIX_BYTES + metadataBytes + Number(message.int64(3));
    if (state === 'still coming' && end > bytes.length) return;
    if (metadataBytes < 0 || end > bytes.length) throw new Error(`Its message at byte ${offset} is cut off.`);
    const header = message.uint8(1);
    const table = header === HEADER.DictionaryBatch ? message.table(2) : null;
    yield {
      bytes: bytes.subarray(offset, end),
      header,
      dictionary: table && { id: table.int64(0), adds: table.uint8(2) === 1 },
    };
    offset = end;
  }
}

/** The fields of a FlatBuffers table by their number in the schema; a field that is not there is 0. */
interface FlatTable {
  uint8(field: number): number;
  int64(field: number): bigint;
  table(field: number): FlatTable;
}

/** Reads the table that the offset at `reference` leads to (FlatBuffers' binary format: a table points back at its vtable). */
function readTable(view: DataView, reference: number): FlatTable {
  const position = reference + view.getUint32(reference, true);
  const vtable = position - view.getInt32(position, true);
  const vtableBytes = view.getUint16(vtable, true);
  const locate = (field: number): number => {
    const entry = 4 + 2 * field;
    const relative = entry < vtableBytes ? view.getUint16(vtable + entry, true) : 0;
    return relative === 0 ? -1 : position + relative;
  };
  return {
    uint8(field) {
      const at = locate(field);
      return at === -1 ? 0 : view.getUint8(at);
    },
    int64(field) {
      const at = locate(field);
      return at === -1 ? 0n : view.getBigInt64(at, true);
    },
    table: (field) => readTable(view, locate(field)),
  };
}
