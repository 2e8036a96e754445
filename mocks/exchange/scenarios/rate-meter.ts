const SLOT_MS = 20;
/** A second, and the slot that is not over yet. */
const SLOTS = 51;

/** Counts what happened within the last second, in slots of 20 ms. Time is given, in ms, and does not go back. */
export class RateMeter {
  private readonly counts = new Uint32Array(SLOTS);
  private latest = 0;

  add(nowMs: number, count: number): void {
    this.forward(nowMs);
    const slot = this.latest % SLOTS;
    this.counts[slot] = (this.counts[slot] ?? 0) + count;
  }

  /** Of the second before the slot that `nowMs` is in. */
  perSecond(nowMs: number): number {
    this.forward(nowMs);
    const whole = this.counts.reduce((sum, count) => sum + count, 0);
    return whole - (this.counts[this.latest % SLOTS] ?? 0);
  }

  private forward(nowMs: number): void {
    const now = Math.floor(nowMs / SLOT_MS);
    for (let slot = Math.max(this.latest + 1, now - SLOTS + 1); slot <= now; slot++) this.counts[slot % SLOTS] = 0;
    this.latest = Math.max(this.latest, now);
  }
}
