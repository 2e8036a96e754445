import type { Order } from './orders.ts';
import type { FinalStatus } from './types.ts';

/**
 * The ids of all open orders, and what became of the latest `maxFinished` (at least 1) others, so that a late cancel is told so
 * and an id is not used twice. A finished id is forgotten when as many came after it; {@link forgotten} counts them.
 *
 * One map for both, as each id is looked up, opened and finished, and a ring for the order of the finished ones; all O(1). (The
 * first key of a map whose oldest entries are deleted one by one would cost a walk over the deleted ones.)
 */
export class KnownIds {
  private readonly known = new Map<string, Order | FinalStatus>();
  private readonly ring: string[] = [];
  private readonly maxFinished: number;
  private opened = 0;
  private finished = 0;

  constructor(maxFinished: number) {
    this.maxFinished = maxFinished;
  }

  get openCount(): number {
    return this.opened;
  }

  get forgotten(): number {
    return Math.max(0, this.finished - this.maxFinished);
  }

  has(orderId: string): boolean {
    return this.known.has(orderId);
  }

  orderOf(orderId: string): Order | undefined {
    const found = this.known.get(orderId);
    return typeof found === 'object' ? found : undefined;
  }

  /** Undefined for an id that is open, was never finished, or is forgotten. */
  finalStatusOf(orderId: string): FinalStatus | undefined {
    const found = this.known.get(orderId);
    return typeof found === 'string' ? found : undefined;
  }

  /** An order of a new id rests. */
  open(order: Order): void {
    this.known.set(order.orderId, order);
    this.opened++;
  }

  /** An id that was open, or that never rested, stands for no open order any more. */
  finish(orderId: string, status: FinalStatus): void {
    if (this.orderOf(orderId)) this.opened--;
    const slot = this.finished++ % this.maxFinished;
    const oldest = this.ring[slot];
    if (oldest !== undefined) this.known.delete(oldest);
    this.ring[slot] = orderId;
    this.known.set(orderId, status);
  }
}
