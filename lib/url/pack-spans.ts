import { spanIdFromBigInt, spanIdToBigInt } from '@/lib/base/ids';

/** base64url: each character is safe in a query as it is. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Characters a span id: 11 times 6 bits hold 64. */
const PACKED_LENGTH = 11;

/** Up to `limit` span ids as one text of 11 characters each; {@link unpackSpans} gives them back. */
export function packSpans(spanIds: readonly string[], limit: number): string {
  return spanIds.slice(0, limit).map(packSpan).join('');
}

function packSpan(spanId: string): string {
  let rest = spanIdToBigInt(spanId);
  let packed = '';
  for (let i = 0; i < PACKED_LENGTH; i++) {
    packed = DIGITS.charAt(Number(rest & 63n)) + packed;
    rest >>= 6n;
  }
  return packed;
}

/** Up to `limit` span ids, each once. What is not the packed form of one is left out. */
export function unpackSpans(packed: string, limit: number): string[] {
  const spanIds = new Set<string>();
  const end = Math.min(packed.length, limit * PACKED_LENGTH);
  for (let at = 0; at + PACKED_LENGTH <= end; at += PACKED_LENGTH) {
    let id = 0n;
    for (let i = at; i < at + PACKED_LENGTH && id >= 0n; i++) {
      const digit = DIGITS.indexOf(packed.charAt(i));
      id = digit === -1 ? -1n : id * 64n + BigInt(digit);
    }
    if (id > 0n && id < 1n << 64n) spanIds.add(spanIdFromBigInt(id));
  }
  return [...spanIds];
}
