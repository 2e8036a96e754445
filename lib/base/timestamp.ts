import type { UnixNanos } from './units';

/** How far a time is written out: seconds, milliseconds, microseconds or nanoseconds. */
export type TimestampPrecision = 's' | 'ms' | 'us' | 'ns';

const FRACTION_DIGITS: Readonly<Record<TimestampPrecision, number>> = { s: 0, ms: 3, us: 6, ns: 9 };
const PER_SECOND = 1_000_000_000n;

/**
 * A point in time in the local time zone, `2026-11-03 14:05:06.123456789`. Cut, not rounded, to `precision` (nanoseconds
 * by default), as clocks do; `date: false` leaves the date out. A string must be the digits of Unix nanoseconds, else a
 * SyntaxError; outside the years that Date knows the digits themselves are given.
 */
export function formatTimestamp(
  unixNano: UnixNanos | string,
  { precision = 'ns', date = true }: { readonly precision?: TimestampPrecision; readonly date?: boolean } = {},
): string {
  const { seconds, fraction } = split(unixNano, precision);
  const local = new Date(seconds * 1000);
  if (Number.isNaN(local.getTime())) return String(unixNano);
  const day = `${pad(local.getFullYear(), 4)}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`;
  const time = `${pad(local.getHours())}:${pad(local.getMinutes())}:${pad(local.getSeconds())}${fraction}`;
  return date ? `${day} ${time}` : time;
}

/** The same point in UTC and ISO 8601, `2026-11-03T13:05:06.123456789Z`; see {@link formatTimestamp} for the rest. */
export function formatTimestampIso(
  unixNano: UnixNanos | string,
  { precision = 'ns' }: { readonly precision?: TimestampPrecision } = {},
): string {
  const { seconds, fraction } = split(unixNano, precision);
  const utc = new Date(seconds * 1000);
  if (Number.isNaN(utc.getTime())) return String(unixNano);
  return utc.toISOString().replace(/\.\d+Z$/, `${fraction}Z`);
}

function split(unixNano: UnixNanos | string, precision: TimestampPrecision): { seconds: number; fraction: string } {
  const nanos = BigInt(unixNano);
  const rest = ((nanos % PER_SECOND) + PER_SECOND) % PER_SECOND;
  const digits = FRACTION_DIGITS[precision];
  const fraction = digits === 0 ? '' : `.${rest.toString().padStart(9, '0').slice(0, digits)}`;
  return { seconds: Number((nanos - rest) / PER_SECOND), fraction };
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
