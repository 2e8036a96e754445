const SLOT_MS = 100;
/** Five seconds, and the slot that is not over yet. */
const SLOTS = 51;
const SLOTS_PER_SECOND = 1_000 / SLOT_MS;

/**
 * The mean of the last five seconds of what happens in bursts, in slots of 100 ms; or of the time since {@link restart} when that
 * is shorter, one second at least. Time is given, in ms, and does not go back.
 */
export class RateMeter {
  private readonly counts = new Uint32Array(SLOTS);
  private latest = 0;
  private since = 0;

  /** Forgets what was counted. */
  restart(nowMs: number): void {
    this.counts.fill(0);
    this.forward(nowMs);
    this.since = this.latest;
  }

  add(nowMs: number, count: number): void {
    this.forward(nowMs);
    const slot = this.latest % SLOTS;
    this.counts[slot] = (this.counts[slot] ?? 0) + count;
  }

  /** Of the time before the slot that `nowMs` is in. */
  perSecond(nowMs: number): number {
    this.forward(nowMs);
    const whole = this.total() - (this.counts[this.latest % SLOTS] ?? 0);
    const slots = Math.min(SLOTS - 1, Math.max(SLOTS_PER_SECOND, this.latest - this.since));
    return (whole * SLOTS_PER_SECOND) / slots;
  }

  private total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  private forward(nowMs: number): void {
    const now = Math.floor(nowMs / SLOT_MS);
    for (let slot = Math.max(this.latest + 1, now - SLOTS + 1); slot <= now; slot++) this.counts[slot % SLOTS] = 0;
    this.latest = Math.max(this.latest, now);
  }
}
