/** The sum of two of OTLP's counters. They are 32 bits wide; one that would pass their end stays there. */
export function addToCount(count: number, more: number): number {
  return Math.min(count + more, 0xffff_ffff);
}
