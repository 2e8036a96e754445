import {
  columnFromArray,
  dictionary,
  int32,
  tableFromColumns,
  tableToIPC,
  uint8,
  uint64,
  utf8,
} from '@uwdata/flechette';

/** The values of an attribute by span as the API sends them; `decodeAttribute` gives them back. */
export function attributeBytes(values: readonly (readonly [spanId: bigint, value: string])[]): Uint8Array<ArrayBuffer> {
  const bytes = tableToIPC(
    tableFromColumns([
      [
        'SpanId',
        columnFromArray(
          BigUint64Array.from(values, ([spanId]) => spanId),
          uint64(),
        ),
      ],
      [
        'Value',
        columnFromArray(
          values.map(([, value]) => value),
          dictionary(utf8(), int32(), false, 0),
        ),
      ],
      ['Cut', columnFromArray(new Uint8Array(values.length), uint8())],
    ]),
    { format: 'stream' },
  );
  if (bytes === null) throw new Error('Nothing was written.');
  return new Uint8Array(bytes);
}
