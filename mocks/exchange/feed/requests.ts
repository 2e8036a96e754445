interface Pending {
  readonly orderId: string;
  readonly sentMs: number;
  readonly settle: () => void;
}

/** The requests of one link that have not been answered, oldest first. */
export class Requests {
  private readonly pending = new Map<number, Pending>();
  /** After a break there is a question about each open order, which may be tens of thousands. */
  private readonly byOrder = new Map<string, Set<number>>();
  private lastId = 0;

  /** Numbers a request. @returns a promise with the number, which one of the others resolves. */
  add(orderId: string, sentMs: number): { readonly requestId: number; readonly answered: Promise<void> } {
    const requestId = ++this.lastId;
    const { promise: answered, resolve: settle } = Promise.withResolvers<void>();
    this.pending.set(requestId, { orderId, sentMs, settle });
    this.byOrder.set(orderId, (this.byOrder.get(orderId) ?? new Set()).add(requestId));
    return { requestId, answered };
  }

  settle(requestId: number): void {
    const request = this.pending.get(requestId);
    if (!request) return;
    request.settle();
    this.pending.delete(requestId);
    const others = this.byOrder.get(request.orderId);
    others?.delete(requestId);
    if (others?.size === 0) this.byOrder.delete(request.orderId);
  }

  settleOrder(orderId: string): void {
    for (const requestId of this.byOrder.get(orderId) ?? []) this.settle(requestId);
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
