/**
 * The indices of the `count` largest values above 0, the largest first; of equal ones those that come first. Fewer where
 * there are not as many. O(n) for a small `count`: most values are compared once, with the smallest that is kept.
 */
export function largest(values: Float64Array, count: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value <= 0 || (kept.length === count && value <= (values[kept.at(-1) as number] as number))) continue;
    let place = kept.length;
    while (place > 0 && (values[kept[place - 1] as number] as number) < value) place--;
    kept.splice(place, 0, i);
    if (kept.length > count) kept.pop();
  }
  return kept;
}
