import type { Rng } from '@/lib/base/rng';

export interface BackoffLimits {
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait before attempt 0, 1, 2 ... to connect again: `firstMs` doubled each time up to `maxMs`, and of that a
 * random share between a half and the whole, so that many clients of one venue do not all come back at once.
 */
export function backoffMs(attempt: number, { firstMs, maxMs }: BackoffLimits, rng: Rng): number {
  const whole = Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 30));
  return whole / 2 + rng.next() * (whole / 2);
}
