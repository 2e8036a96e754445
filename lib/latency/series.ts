import type { Nanos, UnixNanos } from '@/lib/base/units';
import { type Cover, stepCount } from './steps';

/** Rate, errors and duration of one step, or of a whole range. Lengths in nanoseconds, null where nothing was counted. */
export interface RedNumbers {
  readonly count: number;
  readonly errors: number;
  readonly rejected: number;
  readonly p50: Nanos | null;
  readonly p95: Nanos | null;
  readonly p99: Nanos | null;
  readonly max: Nanos | null;
}

export interface RedStep extends RedNumbers {
  readonly start: UnixNanos;
}

/** What an empty step says: nothing was counted, so there is no duration (which is not the same as 0 ns). */
export const NOTHING: RedNumbers = { count: 0, errors: 0, rejected: 0, p50: null, p95: null, p99: null, max: null };

/**
 * One entry a step from the cover's start to its end, empty steps included.
 *
 * @param steps at most one a step, in any order; their starts lie on the cover's boundaries
 * @throws RangeError for a start that is on no boundary of the cover: such a step would vanish from the chart
 */
export function fillSeries(steps: readonly RedStep[], cover: Cover): RedStep[] {
  const step = BigInt(cover.stepNanos);
  const filled = Array.from(
    { length: stepCount(cover) },
    (_, i): RedStep => ({ start: cover.start + BigInt(i) * step, ...NOTHING }),
  );
  for (const entry of steps) {
    const index = Number((entry.start - cover.start) / step);
    if (filled[index]?.start !== entry.start) throw new RangeError(`${entry.start} is not the start of a step`);
    filled[index] = entry;
  }
  return filled;
}
