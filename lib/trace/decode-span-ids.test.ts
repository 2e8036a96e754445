import { columnFromArray, tableFromColumns, tableToIPC, uint64 } from '@uwdata/flechette';
import { describe, expect, it } from 'vitest';
import { decodeSpanIds } from './decode-span-ids';

function stream(ids: bigint[]): Uint8Array {
  const bytes = tableToIPC(tableFromColumns([['Id', columnFromArray(ids, uint64())]]), { format: 'stream' });
  if (bytes === null) throw new Error('Nothing was written.');
  return bytes;
}

describe('decodeSpanIds', () => {
  it('gives the ids as they were sent, also the largest', () => {
    expect(decodeSpanIds(stream([1n, 2n ** 64n - 1n]))).toEqual(BigUint64Array.of(1n, 2n ** 64n - 1n));
  });

  it('gives none where none are sent', () => {
    expect(decodeSpanIds(stream([]))).toHaveLength(0);
  });

  it('says so when the bytes are something else', () => {
    expect(() => decodeSpanIds(new TextEncoder().encode('{"detail":"no"}'))).toThrow('cannot be read');
  });
});
