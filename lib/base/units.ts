/** A point in time: nanoseconds since the Unix epoch. Too large for a number, so always a bigint. */
export type UnixNanos = bigint;

/** A length of time, or an offset from a trace's start, in nanoseconds. Exact in a number up to 2^53 ns (104 days). */
export type Nanos = number;
