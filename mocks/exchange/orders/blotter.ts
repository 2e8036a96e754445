import { formatAmount, formatShort } from '../market/decimal';
import { averagePrice, instrumentOf } from '../market/instruments';
import type { ClientOrder, Order, OrderRef, OrderState, Reject, Verdict, WrittenOrder } from './types';
import { ACCEPTED, refuse } from './types';

const MAX_FINISHED = 10_000;
const MAX_OPEN_A_USER = 10_000;

interface Entry {
  readonly terms: Pick<ClientOrder, 'symbol' | 'lots'> | null;
  order: Order;
  filled: number;
  cancelled: number;
  /** Σ price · lots of its fills. */
  notional: bigint;
}

/** What happened to a client order: some of it was filled, or some of it will never be. */
export type Change =
  | { readonly kind: 'fill'; readonly lots: number; readonly price: number }
  | { readonly kind: 'cancel'; readonly lots: number; readonly reason: string };

/**
 * All open client orders, and the latest finished ones; older ones are forgotten and counted. Knows states and
 * quantities, no money and no messages.
 */
export class Blotter {
  private readonly entries = new Map<string, Entry>();
  private readonly finished = new Set<string>();
  private readonly openOf = new Map<string, number>();
  private readonly clientIds = new Set<string>();
  private evictions = 0;

  constructor(private readonly maxFinished = MAX_FINISHED) {}

  /** Finished orders that were forgotten to make room. */
  get evicted(): number {
    return this.evictions;
  }

  /** Whether an order may be added. A client order id counts as used while the order is remembered. */
  admits({ userId, clientOrderId }: OrderRef): Verdict {
    if (this.clientIds.has(clientKey(userId, clientOrderId))) {
      return refuse(
        'duplicate_client_order_id',
        `You have already sent an order ${clientOrderId}. Give each order its own clientOrderId.`,
      );
    }
    if ((this.openOf.get(userId) ?? 0) >= MAX_OPEN_A_USER) {
      return refuse('too_many_open_orders', `You have ${MAX_OPEN_A_USER} open orders, which is the most there can be.`);
    }
    return ACCEPTED;
  }

  /** Adds an accepted order. */
  open(client: ClientOrder, unixNano: string): Order {
    const { priceDecimals, lotDecimals } = instrumentOf(client.symbol);
    const written = {
      ...client,
      price: client.price === null ? null : formatAmount(client.price, priceDecimals),
      quantity: formatShort(client.lots, lotDecimals),
    };
    this.clientIds.add(clientKey(client.userId, client.clientOrderId));
    this.openOf.set(client.userId, (this.openOf.get(client.userId) ?? 0) + 1);
    return this.add(client, newOrder(client, written, client.origin.traceId, unixNano), client);
  }

  /** Adds an order that was refused. */
  reject(ref: OrderRef, written: WrittenOrder, reject: Reject, traceId: string, unixNano: string): Order {
    const asked = newOrder(ref, written, traceId, unixNano);
    const order = this.add(ref, { ...asked, state: 'rejected', reason: reject.sentence }, null);
    this.finish(ref.orderId);
    return order;
  }

  /** Applies a fill or a cancelled rest. @throws Error for an order that is not open, or more than is left of it. */
  apply(orderId: string, change: Change, unixNano: string): { order: Order; done: boolean } {
    const entry = this.entries.get(orderId);
    if (!entry?.terms || this.finished.has(orderId)) throw new Error(`Order ${orderId} is not open`);
    if (change.kind === 'fill') {
      entry.filled += change.lots;
      entry.notional += BigInt(change.price) * BigInt(change.lots);
    } else entry.cancelled += change.lots;
    const left = entry.terms.lots - entry.filled - entry.cancelled;
    if (left < 0) throw new Error(`Order ${orderId} was filled or cancelled beyond its quantity`);
    const instrument = instrumentOf(entry.terms.symbol);
    entry.order = {
      ...entry.order,
      filledQuantity: formatShort(entry.filled, instrument.lotDecimals),
      averagePrice: averagePrice(instrument, entry.notional, entry.filled),
      state: stateOf(entry, left),
      reason: change.kind === 'cancel' ? change.reason : entry.order.reason,
      updatedAtUnixNano: unixNano,
    };
    if (left === 0) this.finish(orderId);
    return { order: entry.order, done: left === 0 };
  }

  /** An order of this user; another's is as unknown as none. */
  find(userId: string, orderId: string): Order | null {
    const order = this.entries.get(orderId)?.order;
    return order?.userId === userId ? order : null;
  }

  /** The user's orders, newest first. */
  list(userId: string, limit: number): Order[] {
    const found: Order[] = [];
    for (const { order } of [...this.entries.values()].reverse()) {
      if (found.length === limit) break;
      if (order.userId === userId) found.push(order);
    }
    return found;
  }

  private add(ref: OrderRef, order: Order, client: ClientOrder | null): Order {
    this.entries.set(ref.orderId, { terms: client, order, filled: 0, cancelled: 0, notional: 0n });
    return order;
  }

  private finish(orderId: string): void {
    const entry = this.entries.get(orderId);
    if (entry?.terms) this.openOf.set(entry.order.userId, (this.openOf.get(entry.order.userId) ?? 1) - 1);
    this.finished.add(orderId);
    if (this.finished.size <= this.maxFinished) return;
    const oldest = this.finished.keys().next();
    if (oldest.done) return;
    this.finished.delete(oldest.value);
    const forgotten = this.entries.get(oldest.value);
    if (forgotten?.terms) this.clientIds.delete(clientKey(forgotten.order.userId, forgotten.order.clientOrderId));
    this.entries.delete(oldest.value);
    this.evictions++;
  }
}

function stateOf(entry: Entry, left: number): OrderState {
  if (left > 0) return entry.filled > 0 ? 'partially_filled' : 'accepted';
  return entry.cancelled > 0 ? 'cancelled' : 'filled';
}

function newOrder(ref: OrderRef, written: WrittenOrder, traceId: string, unixNano: string): Order {
  return {
    orderId: ref.orderId,
    clientOrderId: ref.clientOrderId,
    userId: ref.userId,
    symbol: written.symbol,
    side: written.side,
    type: written.type,
    price: written.price,
    quantity: written.quantity,
    filledQuantity: '0',
    averagePrice: null,
    state: 'accepted',
    reason: '',
    traceId,
    receivedAtUnixNano: unixNano,
    updatedAtUnixNano: unixNano,
  };
}

function clientKey(userId: string, clientOrderId: string): string {
  return `${userId}\n${clientOrderId}`;
}
