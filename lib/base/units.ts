/** A point in time: nanoseconds since the Unix epoch. Too large for a number, so always a bigint. */
export type UnixNanos = bigint;

/** A length of time, or an offset from a trace's start, in nanoseconds. Exact in a number up to 2^53 ns (104 days). */
export type Nanos = number;

export { formatDuration, formatDurationExact, formatDurationTick, parseDuration } from './duration';
export { formatTimestamp, formatTimestampIso, type TimestampPrecision } from './timestamp';

const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A count with grouped digits, `1,234,567`; at most two decimals, where it is an average. */
export function formatCount(count: number): string {
  return GROUPED.format(count);
}
