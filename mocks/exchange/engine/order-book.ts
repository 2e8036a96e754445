import { KnownIds } from './known-ids.ts';
import { arriving, faultIn, faultInNew, MAX_OPEN_ORDERS, mayRest, type Order } from './orders.ts';
import { type DepthLevel, PriceLevels } from './price-levels.ts';
import { Reports, statusOf } from './reports.ts';
import type {
  CancelRejectReason,
  Command,
  EndReason,
  EngineEvent,
  NewOrder,
  RejectReason,
  ReplaceOrder,
  Side,
} from './types.ts';

export interface BookBounds {
  readonly maxOpen?: number;
  /** Ids of finished orders that are remembered. */
  readonly maxFinished?: number;
}

/**
 * A limit order book with price-time priority: the best price trades first, at one price the earliest order; a trade
 * happens at the resting order's price. Integer ticks and lots, no clock, no chance: the same commands give the same events.
 *
 *     sell  102  5           a buy of 8 at 102 takes 3 at 101, then 5 at 102
 *     sell  101  3
 *     ------------
 *     buy    99  4
 *
 * A command gives the events that it causes, at least one but for endOfSession; a nonsensical one is rejected and changes
 * nothing. Orders of one owner never trade with each other: what is left of an arriving order when it would meet one of its
 * owner's is cancelled ("cancel newest"), the resting one stays.
 *
 * Cost: an arriving order O(trades) and the cost of its price in {@link PriceLevels}; FOK walks the orders that it would trade
 * with once more; cancel and replace find their order in O(1); endOfSession O(open orders), and the
 * prices that it empties.
 */
export class OrderBook {
  private readonly bids = new PriceLevels('buy');
  private readonly asks = new PriceLevels('sell');
  private readonly ids: KnownIds;
  private readonly reports = new Reports();
  private readonly maxOpen: number;

  constructor({ maxOpen = MAX_OPEN_ORDERS, maxFinished = 10_000 }: BookBounds = {}) {
    this.maxOpen = maxOpen;
    this.ids = new KnownIds(maxFinished);
  }

  submit(command: Command): EngineEvent[] {
    const events: EngineEvent[] = [];
    switch (command.kind) {
      case 'new':
        this.place(command, events);
        break;
      case 'cancel':
        this.cancel(command.orderId, events);
        break;
      case 'replace':
        this.replace(command, events);
        break;
      case 'endOfSession':
        this.endSession(events);
        break;
    }
    return events;
  }

  /** The best `levels` prices of each side, best first; Infinity for all. */
  depth(levels: number): { readonly bids: DepthLevel[]; readonly asks: DepthLevel[] } {
    return { bids: this.bids.top(levels), asks: this.asks.top(levels) };
  }

  get openOrders(): number {
    return this.ids.openCount;
  }

  /** Finished ids that are not remembered any more: a late cancel of one is told `unknown_order` instead of `too_late`. */
  get forgottenIds(): number {
    return this.ids.forgotten;
  }

  private place(command: NewOrder, events: EngineEvent[]): void {
    const order = arriving(command);
    const fault = faultInNew(command) ?? this.refusal(command);
    if (fault) {
      order.leavesQty = 0;
      events.push(this.reports.of(order, 'Rejected', 'Rejected', fault));
      return;
    }
    events.push(this.reports.of(order, 'New', 'New'));
    const obstacle = command.timeInForce === 'FOK' ? this.obstacle(order, command.price) : null;
    if (obstacle) this.end(order, 'Canceled', obstacle, events);
    else this.execute(order, command.price, events);
  }

  private refusal({ orderId, timeInForce }: NewOrder): RejectReason | null {
    if (this.ids.has(orderId)) return 'duplicate_order_id';
    return mayRest(timeInForce) && this.ids.openCount >= this.maxOpen ? 'too_many_open_orders' : null;
  }

  /** Why an order cannot be filled at once and whole; null when it can. */
  private obstacle(order: Order, limit: number | null): EndReason | null {
    const opposite = this.opposite(order.side);
    let missing = order.leavesQty;
    for (const resting of opposite.orders()) {
      if (!opposite.within(resting.level.price, limit)) break;
      if (resting.owner === order.owner) return 'self_trade';
      missing -= resting.leavesQty;
      if (missing <= 0) return null;
    }
    return 'no_liquidity';
  }

  /** Trades what can be traded at once, then lets the rest rest or ends it. `order` is not in a queue. */
  private execute(order: Order, limit: number | null, events: EngineEvent[]): void {
    const metItself = this.match(order, limit, events);
    if (order.leavesQty === 0) this.ids.finish(order.orderId, 'Filled');
    else if (metItself) this.end(order, 'Canceled', 'self_trade', events);
    else if (limit === null || !mayRest(order.timeInForce)) this.end(order, 'Canceled', 'no_liquidity', events);
    else {
      this.ids.open(order);
      this.own(order.side).append(order, limit);
    }
  }

  /** Trades until the order is filled or nothing is in reach. @returns whether it was stopped by an order of its owner. */
  private match(order: Order, limit: number | null, events: EngineEvent[]): boolean {
    const opposite = this.opposite(order.side);
    while (order.leavesQty > 0) {
      const level = opposite.best();
      const maker = level?.head;
      if (!level || !maker || !opposite.within(level.price, limit)) return false;
      if (maker.owner === order.owner) return true;
      const quantity = Math.min(maker.leavesQty, order.leavesQty);
      const notional = BigInt(level.price) * BigInt(quantity);
      opposite.shrink(maker, quantity);
      order.leavesQty -= quantity;
      for (const party of [maker, order]) {
        party.cumQty += quantity;
        party.cumNotional += notional;
      }
      this.reports.ofTrade(maker, order, level.price, quantity, events);
      if (maker.leavesQty > 0) continue;
      opposite.remove(maker);
      this.ids.finish(maker.orderId, 'Filled');
    }
    return false;
  }

  private cancel(orderId: string, events: EngineEvent[]): void {
    const order = this.ids.orderOf(orderId);
    if (order) this.takeOut(order, 'Canceled', 'requested', events);
    else this.refuse(orderId, null, this.absence(orderId), events);
  }

  /**
   * The order keeps its place if its price stays and it asks for no more than before; else it is taken out and comes in again,
   * and may trade at once. At or below what is filled already, the new quantity ends it: it is then Filled.
   */
  private replace({ orderId, origOrderId, price, quantity }: ReplaceOrder, events: EngineEvent[]): void {
    const order = this.ids.orderOf(origOrderId);
    if (!order) {
      this.refuse(orderId, origOrderId, this.absence(origOrderId), events);
      return;
    }
    const fault = faultIn(price, quantity) ?? (this.ids.has(orderId) ? 'duplicate_order_id' : null);
    if (fault) {
      this.refuse(orderId, origOrderId, fault, events);
      return;
    }
    const leavesQty = Math.max(0, quantity - order.cumQty);
    const keepsPlace = leavesQty > 0 && leavesQty <= order.leavesQty && price === order.level?.price;
    if (keepsPlace) this.own(order.side).shrink(order, order.leavesQty - leavesQty);
    else this.own(order.side).remove(order);
    this.ids.finish(origOrderId, 'Replaced');
    order.orderId = orderId;
    order.leavesQty = leavesQty;
    order.orderQty = order.cumQty + leavesQty;
    events.push(this.reports.of(order, 'Replaced', statusOf(order), '', origOrderId));
    if (keepsPlace) this.ids.open(order);
    else this.execute(order, price, events);
  }

  private absence(orderId: string): 'too_late' | 'unknown_order' {
    return this.ids.finalStatusOf(orderId) ? 'too_late' : 'unknown_order';
  }

  private refuse(orderId: string, origOrderId: string | null, reason: CancelRejectReason, events: EngineEvent[]): void {
    const asked = origOrderId ?? orderId;
    const order = this.ids.orderOf(asked);
    const ordStatus = order ? statusOf(order) : (this.ids.finalStatusOf(asked) ?? 'Rejected');
    events.push({ kind: 'cancel-reject', orderId, origOrderId, ordStatus, reason });
  }

  /** Day orders expire: the bids, then the asks, each in order of priority. */
  private endSession(events: EngineEvent[]): void {
    const expiring = [...this.bids.orders(), ...this.asks.orders()].filter(({ timeInForce }) => timeInForce === 'Day');
    for (const order of expiring) this.takeOut(order, 'Expired', 'end_of_session', events);
  }

  private takeOut(order: Order, status: 'Canceled' | 'Expired', reason: EndReason, events: EngineEvent[]): void {
    this.own(order.side).remove(order);
    this.end(order, status, reason, events);
  }

  /** Ends an order that is in no queue. */
  private end(order: Order, status: 'Canceled' | 'Expired', reason: EndReason, events: EngineEvent[]): void {
    order.leavesQty = 0;
    this.ids.finish(order.orderId, status);
    events.push(this.reports.of(order, status, status, reason));
  }

  private own(side: Side): PriceLevels {
    return side === 'buy' ? this.bids : this.asks;
  }

  private opposite(side: Side): PriceLevels {
    return side === 'buy' ? this.asks : this.bids;
  }
}
