/** Each bucket's upper bound is this times the one before, so a quantile is right within 5 %. */
const GROWTH = 1.1;
/** Upper bound of the first bucket. */
const FIRST_MS = 0.001;
/** The last bucket ends at 0.001 · 1.1^225 ms, over half an hour; longer is counted in it. */
const BUCKETS = 226;

/** Counts of durations in logarithmic buckets: as small after a billion values as after one. */
export class Histogram {
  private readonly counts = new Float64Array(BUCKETS);
  private total = 0;

  /** As new. */
  clear(): void {
    this.counts.fill(0);
    this.total = 0;
  }

  /** Takes in what another has counted. */
  addAll(other: Histogram): void {
    for (let index = 0; index < BUCKETS; index++)
      this.counts[index] = (this.counts[index] ?? 0) + (other.counts[index] ?? 0);
    this.total += other.total;
  }

  get count(): number {
    return this.total;
  }

  /** Less than a microsecond, also less than nothing, counts in the first bucket. */
  add(ms: number): void {
    const bucket = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / Math.log(GROWTH));
    const index = Math.min(BUCKETS - 1, bucket);
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.total++;
  }

  /**
   * The duration that the share `q` of all values does not exceed (nearest rank), in ms: the geometric middle of its bucket.
   * null without values.
   */
  quantile(q: number): number | null {
    if (this.total === 0) return null;
    const rank = Math.max(1, Math.ceil(q * this.total));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index++) {
      seen += this.counts[index] ?? 0;
      if (seen >= rank) return FIRST_MS * GROWTH ** (index - 0.5);
    }
    return null;
  }
}
