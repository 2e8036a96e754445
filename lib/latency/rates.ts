import type { Nanos, UnixNanos } from '@/lib/base/units';

const SECOND: Nanos = 1_000_000_000;

/** How many a second, over a length of time; null when there is no time to divide by. */
export function perSecond(count: number, length: Nanos): number | null {
  return length > 0 ? (count * SECOND) / length : null;
}

/**
 * How much of a step has passed at `now`: all of it, a part while it is still filling, 0 before it starts.
 * Dividing the count of a step that is still filling by the whole step would draw a fall in rate that is none.
 */
export function elapsedIn(start: UnixNanos, length: Nanos, now: UnixNanos): Nanos {
  return Math.min(length, Math.max(0, Number(now - start)));
}

/** A part of a whole from 0 to 1; null when the whole is nothing. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
