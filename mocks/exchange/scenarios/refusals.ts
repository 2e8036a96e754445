/** How many orders, or cancellations of orders, were refused for one reason. */
export interface Refusal {
  readonly of: 'order' | 'cancel';
  readonly reason: string;
  readonly count: number;
}

/** What the clients of a load were refused, by reason: an answer that is no error may still be what is worth knowing. */
export class Refusals {
  private readonly byReason = new Map<string, Refusal>();
  private refusedOrders = 0;

  add(of: Refusal['of'], reason: string, count = 1): void {
    const key = `${of} ${reason}`;
    this.byReason.set(key, { of, reason, count: (this.byReason.get(key)?.count ?? 0) + count });
    if (of === 'order') this.refusedOrders += count;
  }

  get orders(): number {
    return this.refusedOrders;
  }

  /** The most frequent first. */
  list(): Refusal[] {
    return [...this.byReason.values()].sort((one, other) => other.count - one.count);
  }
}
