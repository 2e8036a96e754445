const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const ONLY_ZEROS = /^0+$/;

/** True for a W3C trace id: 32 lower-case hex digits, not all zero. */
export function isTraceId(text: string): boolean {
  return TRACE_ID.test(text) && !ONLY_ZEROS.test(text);
}

/** True for a W3C span id: 16 lower-case hex digits, not all zero. */
export function isSpanId(text: string): boolean {
  return SPAN_ID.test(text) && !ONLY_ZEROS.test(text);
}

/** A span id as a number (for typed arrays), from 16 hex digits; '' (no parent) is 0n. */
export function spanIdToBigInt(hex: string): bigint {
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}

/** The 16 lower-case hex digits of a span id; '' for 0n. */
export function spanIdFromBigInt(id: bigint): string {
  return id === 0n ? '' : id.toString(16).padStart(16, '0');
}
