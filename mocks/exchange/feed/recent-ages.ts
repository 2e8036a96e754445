import { Histogram } from './histogram';

/** The ages of messages of the last so many seconds, the one at hand included: a histogram a second. Time is given, in ms. */
export class RecentAges {
  private readonly slots: { second: number; readonly ages: Histogram }[];

  constructor(seconds: number) {
    this.slots = Array.from({ length: seconds }, () => ({ second: -1, ages: new Histogram() }));
  }

  add(nowMs: number, ageMs: number): void {
    const second = Math.floor(nowMs / 1000);
    const slot = this.slots[second % this.slots.length];
    if (!slot) return;
    if (slot.second !== second) {
      slot.second = second;
      slot.ages.clear();
    }
    slot.ages.add(ageMs);
  }

  /** All of them together. */
  at(nowMs: number): Histogram {
    const newest = Math.floor(nowMs / 1000);
    const all = new Histogram();
    for (const { second, ages } of this.slots) {
      if (second > newest - this.slots.length && second <= newest) all.addAll(ages);
    }
    return all;
  }
}
