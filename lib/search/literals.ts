/** Readers of the values that are more than text. Each gives null for what it cannot read exactly: nothing is rounded. */

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5, the micro sign
  μs: 1_000n, // U+03BC, the Greek letter
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  min: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

const PART = /(\d{1,20})(?:\.(\d{1,20}))?(ns|us|µs|μs|ms|min|s|m|h|d)/g;

/** What the columns can hold. */
const MAX_NANOS = 2n ** 63n - 1n;
const MAX_COUNT = 2n ** 63n - 1n;

/** Nanoseconds of `5ms`, `1.5s`, `2min3.4s`; null without a unit, below a nanosecond or past 292 years. */
export function readDuration(text: string): bigint | null {
  const parts = [...text.matchAll(PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) return null;
  let nanos = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of parts) {
    const scaled = BigInt(whole + fraction) * (UNITS[unit] ?? 0n);
    const divisor = 10n ** BigInt(fraction.length);
    if (scaled % divisor !== 0n) return null;
    nanos += scaled / divisor;
  }
  return nanos <= MAX_NANOS ? nanos : null;
}

/** A whole number from 0; null for anything else. */
export function readCount(text: string): bigint | null {
  if (!/^\d{1,20}$/.test(text)) return null;
  const count = BigInt(text);
  return count <= MAX_COUNT ? count : null;
}

/** A decimal number such as `-1.5` or `1e6`; null for anything else, infinities included. */
export function readNumber(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : null;
}
