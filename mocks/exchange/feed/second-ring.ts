/** Sums over the last minute, in buckets of a second. */
export class SecondRing<Key extends string> {
  private readonly slots: { second: number; readonly sums: Map<Key, number> }[];

  constructor(readonly seconds = 60) {
    this.slots = Array.from({ length: seconds }, () => ({ second: -1, sums: new Map<Key, number>() }));
  }

  add(nowMs: number, key: Key, amount = 1): void {
    const second = Math.floor(nowMs / 1000);
    const slot = this.slots[second % this.seconds];
    if (!slot) return;
    if (slot.second !== second) {
      slot.second = second;
      slot.sums.clear();
    }
    slot.sums.set(key, (slot.sums.get(key) ?? 0) + amount);
  }

  /** Of all seconds, the one at hand included. */
  sum(nowMs: number, key: Key): number {
    return this.between(Math.floor(nowMs / 1000), this.seconds, key);
  }

  /** A second, over the last `last` whole ones. */
  rate(nowMs: number, key: Key, last: number): number {
    return this.between(Math.floor(nowMs / 1000) - 1, last, key) / last;
  }

  private between(newest: number, last: number, key: Key): number {
    return this.slots
      .filter(({ second }) => second > newest - last && second <= newest)
      .reduce((total, { sums }) => total + (sums.get(key) ?? 0), 0);
  }
}
