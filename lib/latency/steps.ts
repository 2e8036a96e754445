import type { Nanos, UnixNanos } from '@/lib/base/units';

const MINUTE: Nanos = 60_000_000_000;

/** Minutes of a step: each is easy to read on an axis and divides the next larger unit or is a multiple of it. */
const STEP_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440] as const;

export const MAX_STEPS = 240;

/** The longest range that one answer covers. Beyond it, merging the per-minute states of every operation takes seconds. */
export const MAX_RANGE_DAYS = 31;
export const MAX_RANGE: Nanos = MAX_RANGE_DAYS * 1440 * MINUTE;

/** Whole steps: what is counted is exactly [start, end). */
export interface Cover {
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  readonly stepNanos: Nanos;
}

/**
 * The whole steps that a range touches. The store counts by the minute, so a range edge inside a minute takes the whole
 * minute in, and with wider steps the whole step: what is covered is never less than what was asked for.
 *
 *     asked           |-----------------|
 *     steps     |-------|-------|-------|-------|     (boundaries are multiples of the step since 1970, UTC)
 *     covered   |-------------------------------|
 *
 * The step is the smallest of 1, 2, 5, 10, 15, 30 minutes, 1, 2, 3, 6, 12, 24 hours that gives at most {@link MAX_STEPS}
 * steps, so that a refreshed chart keeps its boundaries.
 *
 * @param start inclusive
 * @param end exclusive, after `start`
 */
export function coverRange(start: UnixNanos, end: UnixNanos): Cover {
  let cover: Cover | null = null;
  for (const minutes of STEP_MINUTES) {
    cover = coverInSteps(start, end, minutes * MINUTE);
    if (stepCount(cover) <= MAX_STEPS) return cover;
  }
  return cover as Cover;
}

/** The number of steps of a cover. */
export function stepCount(cover: Cover): number {
  return Number((cover.end - cover.start) / BigInt(cover.stepNanos));
}

/** The whole minutes that a range touches, as one step. */
export function coverWhole(start: UnixNanos, end: UnixNanos): Cover {
  const minutes = coverInSteps(start, end, MINUTE);
  return { ...minutes, stepNanos: Number(minutes.end - minutes.start) };
}

function coverInSteps(start: UnixNanos, end: UnixNanos, stepNanos: Nanos): Cover {
  const step = BigInt(stepNanos);
  return { start: (start / step) * step, end: ((end + step - 1n) / step) * step, stepNanos };
}
