import { tableFromIPC } from '@uwdata/flechette';
import { FillpathError } from '@/lib/base/errors';
import { readDictionary, readFlags, readInts } from './arrow-columns';
import { splitAtReplacedDictionaries } from './arrow-messages';
import type { AttributeColumn } from './statistics-groups';

/**
 * The values of an attribute from their rows as an Arrow IPC stream: SpanId (UInt64), Value (dictionary of strings), Cut
 * (UInt8: 1 where only the beginning of the value is there).
 * @throws FillpathError `unavailable` when the bytes are not such a stream.
 */
export function decodeAttribute(key: string, bytes: Uint8Array): AttributeColumn {
  try {
    // Typed arrays are laid over the bytes, which wants them at a multiple of 8.
    const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
    const tables = splitAtReplacedDictionaries(aligned).map((run) => tableFromIPC(run, { useBigInt: true }));
    const rowCount = tables.reduce((sum, table) => sum + table.numRows, 0);
    const cut = rowCount === 0 ? new Uint8Array() : readFlags(tables, 'Cut', rowCount);
    return {
      key,
      spanIds: readInts(tables, 'SpanId', new BigUint64Array(rowCount)),
      values: readDictionary(tables, 'Value', rowCount),
      cutCount: cut.reduce((sum, flag) => sum + flag, 0),
    };
  } catch (cause) {
    throw Object.assign(
      new FillpathError('unavailable', `The values of "${key}" did not arrive whole. Load them again.`),
      { cause },
    );
  }
}
