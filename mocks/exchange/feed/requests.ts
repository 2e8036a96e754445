interface Pending {
  readonly orderId: string;
  readonly sentMs: number;
  readonly settle: () => void;
}

/** The requests of one link that have not been answered, oldest first. */
export class Requests {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  /** Numbers a request. @returns a promise with the number, which one of the others resolves. */
  add(orderId: string, sentMs: number): { readonly requestId: number; readonly answered: Promise<void> } {
    const requestId = ++this.lastId;
    const { promise: answered, resolve: settle } = Promise.withResolvers<void>();
    this.pending.set(requestId, { orderId, sentMs, settle });
    return { requestId, answered };
  }

  settle(requestId: number): void {
    this.pending.get(requestId)?.settle();
    this.pending.delete(requestId);
  }

  settleOrder(orderId: string): void {
    for (const [requestId, pending] of this.pending) if (pending.orderId === orderId) this.settle(requestId);
  }

  settleAll(): void {
    for (const requestId of this.pending.keys()) this.settle(requestId);
  }

  /** The orders of those that were sent before, in ms since the epoch. */
  ordersBefore(ms: number): ReadonlySet<string> {
    const orders = new Set<string>();
    for (const { orderId, sentMs } of this.pending.values()) {
      if (sentMs > ms) break;
      orders.add(orderId);
    }
    return orders;
  }
}
