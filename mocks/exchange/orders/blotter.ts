import type { Database } from '../database/database';
import { formatAmount, formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import { recordedTrace } from '../messaging/span-refs';
import { newOrder, type OrderRow, orderOf } from './blotter-rows';
import { type BlotterStatements, prepareStatements } from './blotter-statements';
import {
  accept,
  type ClientOrder,
  type Order,
  type OrderRef,
  type Reject,
  refuse,
  type Verdict,
  type WrittenOrder,
} from './types';

const MAX_FINISHED = 10_000;
const MAX_OPEN_A_USER = 10_000;

/** What happened to a client order: some of it was filled, or some of it will never be. */
export type Change =
  | { readonly kind: 'fill'; readonly lots: number; readonly price: number }
  | { readonly kind: 'cancel'; readonly lots: number; readonly reason: string };

/**
 * All open client orders, and the latest finished ones; older ones are forgotten and counted. Knows states and
 * quantities, no money and no messages.
 */
export class Blotter {
  private readonly statements: BlotterStatements;
  private readonly openOf = new Map<string, number>();
  /** Orders that were ever finished; each is given its number. */
  private finished = 0;
  private evictions = 0;
  /** A hundredth more than is promised may stay, so that one order in a hundred does the tidying for all. */
  private readonly slack: number;

  constructor(
    database: Database,
    private readonly maxFinished = MAX_FINISHED,
  ) {
    this.statements = prepareStatements(database);
    this.slack = Math.floor(maxFinished / 100);
  }

  /** Finished orders that were forgotten to make room. */
  get evicted(): number {
    return this.evictions;
  }

  /** Adds an accepted order, unless its user may not. A client order id counts as used while the order is remembered. */
  open(client: ClientOrder, unixNano: string): Verdict<Order> {
    const { userId, clientOrderId, worstPrice, lots } = client;
    const before = this.openOf.get(userId) ?? 0;
    if (before >= MAX_OPEN_A_USER) {
      return refuse('too_many_open_orders', `You have ${MAX_OPEN_A_USER} open orders, which is the most there can be.`);
    }
    const { priceDecimals, lotDecimals } = instrumentOf(client.symbol);
    const price = client.price === null ? null : formatAmount(client.price, priceDecimals);
    const written = { ...client, price, quantity: formatShort(lots, lotDecimals) };
    const order = newOrder(client, written, recordedTrace(client.origin), unixNano);
    if (!this.statements.insert(order, { worstPrice, lots }, null)) return usedAlready(clientOrderId);
    this.openOf.set(userId, before + 1);
    return accept(order);
  }

  /** Why an order with this client order id could not be opened for the user; null when it could. */
  refusalOf(userId: string, clientOrderId: string): ReturnType<typeof refuse> | null {
    return this.statements.isUsed(userId, clientOrderId) ? usedAlready(clientOrderId) : null;
  }

  /** Adds an order that was refused. */
  reject(ref: OrderRef, written: WrittenOrder, reject: Reject, traceId: string | null, unixNano: string): Order {
    const asked = newOrder(ref, written, traceId, unixNano);
    const order: Order = { ...asked, leavesQuantity: '0', state: 'rejected', reason: reject.sentence };
    this.statements.insert(order, null, ++this.finished);
    this.forgetOldest();
    return order;
  }

  /** Applies a fill or a cancelled rest. @throws Error for an order that is not open, or more than is left of it. */
  apply(orderId: string, change: Change, unixNano: string): { order: Order; done: boolean } {
    const row = this.statements.apply(orderId, change, unixNano, this.finished + 1);
    if (!row) throw new Error(whyNot(orderId, this.statements.byId(orderId)));
    const order = orderOf(row);
    const done = row.finished !== null;
    if (done) {
      this.finished++;
      this.openOf.set(order.userId, (this.openOf.get(order.userId) ?? 1) - 1);
      this.forgetOldest();
    }
    return { order, done };
  }

  /** An order of this user; another's is as unknown as none. */
  find(userId: string, orderId: string): Order | null {
    const row = this.statements.byId(orderId);
    return row?.user_id === userId ? orderOf(row) : null;
  }

  /** The user's orders, newest first. */
  list(userId: string, limit: number): Order[] {
    return this.statements.ofUser(userId, limit).map(orderOf);
  }

  private forgetOldest(): void {
    const remembered = this.finished - this.evictions;
    if (remembered <= this.maxFinished + this.slack) return;
    this.evictions += this.statements.forget(this.finished - this.maxFinished);
  }
}

function usedAlready(clientOrderId: string) {
  const sentence = `You have already sent an order ${clientOrderId}. Give each order its own clientOrderId.`;
  return refuse('duplicate_client_order_id', sentence);
}

function whyNot(orderId: string, row: OrderRow | undefined): string {
  return row && row.finished === null
    ? `Order ${orderId} was filled or cancelled beyond its quantity`
    : `Order ${orderId} is not open`;
}
