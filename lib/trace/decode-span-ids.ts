import { tableFromIPC } from '@uwdata/flechette';
import { FillpathError } from '@/lib/base/errors';
import { readInts } from './arrow-columns';

/**
 * Span ids from an uncompressed Arrow IPC stream with one column, Id (UInt64, not nullable), in any number of batches.
 * @throws FillpathError `unavailable` when the bytes are not such a stream.
 */
export function decodeSpanIds(bytes: Uint8Array): BigUint64Array {
  try {
    // Typed arrays are laid over the bytes, which wants them at a multiple of 8.
    const table = tableFromIPC(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice(), { useBigInt: true });
    return readInts([table], 'Id', new BigUint64Array(table.numRows));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FillpathError('unavailable', `The matches arrived in a form that cannot be read: ${reason} Find again.`);
  }
}
