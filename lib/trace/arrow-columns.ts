import { type Batch, type Column, type DataType, type Table, Type } from '@uwdata/flechette';
import type { DictionaryColumn } from './trace';

/** A batch of a dictionary column has its dictionary; flechette does not export the type that says so. */
type DictionaryBatch = Batch<unknown> & { readonly dictionary: Column<string> };

/** One batch of a column and the row at which it starts. */
interface Placed {
  readonly batch: Batch<unknown>;
  readonly row: number;
}

/** Copies an integer column of exactly the target's width into `target` (whose signedness is the caller's choice). */
export function readInts<Target extends Uint8Array | Uint32Array | BigInt64Array | BigUint64Array>(
  tables: readonly Table[],
  name: string,
  target: Target,
): Target {
  const bitWidth = target.BYTES_PER_ELEMENT * 8;
  for (const { batch, row } of batchesOf(
    tables,
    name,
    (type) => type.typeId === Type.Int && type.bitWidth === bitWidth,
  )) {
    const values = batch.values as Target;
    // Buffers are padded past their rows.
    (target as { set(values: Target, row: number): void }).set(values.subarray(0, batch.length) as Target, row);
  }
  return target;
}

/** 0 or 1 a row, from a column of bytes or of bits. */
export function readFlags(tables: readonly Table[], name: string, rowCount: number): Uint8Array {
  const flags = new Uint8Array(rowCount);
  const accepts = (type: DataType): boolean =>
    type.typeId === Type.Bool || (type.typeId === Type.Int && type.bitWidth === 8);
  for (const { batch, row } of batchesOf(tables, name, accepts)) {
    const values = batch.values as Uint8Array;
    const bits = batch.type.typeId === Type.Bool;
    for (let i = 0; i < batch.length; i++) {
      const set = bits ? ((values[i >> 3] as number) >> (i & 7)) & 1 : values[i];
      flags[row + i] = set === 0 ? 0 : 1;
    }
  }
  return flags;
}

/**
 * A dictionary column with one dictionary for all its batches, of the values that occur, each once, by first occurrence:
 * an engine's dictionary also holds values of other rows and `''`.
 */
export function readDictionary(tables: readonly Table[], name: string, rowCount: number): DictionaryColumn {
  const codes = new Uint32Array(rowCount);
  const codeOf = new Map<string, number>();
  let current: Column<string> | undefined;
  // From a code of the current dictionary to ours + 1; 0 while it has not occurred.
  let known = new Uint32Array(0);
  const accepts = (type: DataType): boolean => type.typeId === Type.Dictionary && type.dictionary.typeId === Type.Utf8;
  for (const { batch, row } of batchesOf(tables, name, accepts)) {
    const { dictionary, values } = batch as DictionaryBatch;
    if (dictionary !== current) {
      current = dictionary;
      known = new Uint32Array(dictionary.length);
    }
    for (let i = 0; i < batch.length; i++) {
      const local = Number(values[i]);
      let code = known[local];
      if (code === undefined) throw new Error(`Row ${row + i} of ${name} refers to a value that was not sent.`);
      if (code === 0) {
        const text = dictionary.at(local) as string;
        code = (codeOf.get(text) ?? codeOf.size) + 1;
        codeOf.set(text, code - 1);
        known[local] = code;
      }
      codes[row + i] = code - 1;
    }
  }
  return { codes, values: [...codeOf.keys()] };
}

function* batchesOf(tables: readonly Table[], name: string, accepts: (type: DataType) => boolean): Generator<Placed> {
  let row = 0;
  for (const table of tables) {
    const column: Column<unknown> | undefined = table.getChild(name);
    if (column === undefined) throw new Error(`The column ${name} is missing.`);
    if (!accepts(column.type)) throw new Error(`The column ${name} is of another type than expected.`);
    if (column.nullCount > 0) throw new Error(`The column ${name} has rows without a value.`);
    for (const batch of column.data) {
      if (batch.length > batch.values.length * (batch.type.typeId === Type.Bool ? 8 : 1)) {
        throw new Error(`The column ${name} is shorter than it says.`);
      }
      yield { batch, row };
      row += batch.length;
    }
  }
}
