/** Steps of the slider above "none": fine enough that no step is more than 8 % of the rate before it. */
export const LOAD_STEPS = 100;

/**
 * The rate at a step of the load slider: 0 at 0, then logarithmic from 1 to `limit` orders a second at {@link LOAD_STEPS}, in
 * two significant digits. Half of the way is used for what one can follow by eye, half for what is load.
 */
export function rateAtStep(step: number, limit: number): number {
  if (step <= 0 || limit <= 0) return 0;
  if (step >= LOAD_STEPS || limit <= 1) return limit;
  return Number((limit ** ((step - 1) / (LOAD_STEPS - 1))).toPrecision(2));
}

/** The step nearest to a rate; a rate that is not on the scale is at its nearest end. */
export function stepAtRate(rate: number, limit: number): number {
  if (rate <= 0 || limit <= 0) return 0;
  if (rate >= limit) return LOAD_STEPS;
  if (rate <= 1) return 1;
  return 1 + Math.round((Math.log(rate) / Math.log(limit)) * (LOAD_STEPS - 1));
}
