import type { FinalStatus } from './types.ts';

/**
 * What became of the latest `capacity` ids that have no open order any more, so that a late cancel is told so and an id is not
 * used twice. An older id is forgotten when a new one comes: {@link forgotten} counts them. Ids must not come twice.
 *
 * A map for the states and a ring for their order, all O(1): the first key of a map whose oldest entries are deleted one by one
 * costs a walk over the deleted ones.
 */
export class FinishedIds {
  private readonly statuses = new Map<string, FinalStatus>();
  private readonly ring: string[] = [];
  private readonly capacity: number;
  private added = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get forgotten(): number {
    return this.added - this.statuses.size;
  }

  add(orderId: string, status: FinalStatus): void {
    const slot = this.added++ % this.capacity;
    const oldest = this.ring[slot];
    if (oldest !== undefined) this.statuses.delete(oldest);
    this.ring[slot] = orderId;
    this.statuses.set(orderId, status);
  }

  /** Undefined for an id that was never finished, or that is forgotten. */
  statusOf(orderId: string): FinalStatus | undefined {
    return this.statuses.get(orderId);
  }
}
