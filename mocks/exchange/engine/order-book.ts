import { PriceLevels, type RestingOrder } from './price-levels';
import type { CancelReason, Command, EngineEvent, ExecutionReport, NewOrder, OrdStatus, RejectReason } from './types';

/** An order while it is being worked on; `price` apart, what a resting order has too. */
type Working = Pick<RestingOrder, 'orderId' | 'owner' | 'side' | 'orderQty' | 'cumQty' | 'cumNotional' | 'leavesQty'>;

/**
 * A limit order book with price-time priority: the best price trades first, at one price the earliest order; a trade
 * happens at the resting order's price. Integer ticks and lots, no clock, no chance: the same commands give the same events.
 *
 *     sell  102  5           a buy of 8 at 102 takes 3 at 101, then 5 at 102
 *     sell  101  3
 *     ------------
 *     buy    99  4
 *
 * Every command gives at least one event; a nonsensical one is rejected and changes nothing. An arriving order costs
 * O(trades), plus O(log levels) to find its price and O(levels) when the price is new. Orders of one owner trade with each other.
 */
export class OrderBook {
  private readonly bids = new PriceLevels('buy');
  private readonly asks = new PriceLevels('sell');
  private readonly resting = new Map<string, RestingOrder>();
  private execId = 0;
  private tradeId = 0;

  submit(command: Command): EngineEvent[] {
    const events: EngineEvent[] = [];
    if (command.kind === 'new') this.place(command, events);
    else this.cancel(command.orderId, events);
    return events;
  }

  /** The best `levels` prices of each side, best first. */
  depth(levels: number): {
    bids: { price: number; quantity: number }[];
    asks: { price: number; quantity: number }[];
  } {
    return { bids: this.bids.top(levels), asks: this.asks.top(levels) };
  }

  private place(command: NewOrder, events: EngineEvent[]): void {
    const { orderId, owner, side, quantity } = command;
    const order: Working = {
      orderId,
      owner,
      side,
      orderQty: quantity,
      cumQty: 0,
      cumNotional: 0n,
      leavesQty: quantity,
    };
    const reason = this.refusal(command);
    if (reason) {
      order.leavesQty = 0;
      events.push(this.report(order, 'Rejected', 'Rejected', reason));
      return;
    }
    events.push(this.report(order, 'New', 'New', ''));
    this.match(order, command.price, events);
    if (order.leavesQty === 0) return;
    if (command.timeInForce === 'IOC' || command.price === null) this.end(order, 'no_liquidity', events);
    else this.rest(order, command.price);
  }

  private refusal({ orderId, price, quantity, timeInForce }: NewOrder): RejectReason | null {
    if (!Number.isSafeInteger(quantity) || quantity <= 0) return 'bad_quantity';
    if (price === null ? timeInForce !== 'IOC' : !Number.isSafeInteger(price) || price <= 0) return 'bad_price';
    return this.resting.has(orderId) ? 'duplicate_order_id' : null;
  }

  private match(order: Working, limit: number | null, events: EngineEvent[]): void {
    const opposite = order.side === 'buy' ? this.asks : this.bids;
    while (order.leavesQty > 0) {
      const level = opposite.best();
      const maker = level?.head;
      if (!level || !maker) return;
      if (limit !== null && (order.side === 'buy' ? level.price > limit : level.price < limit)) return;
      this.trade(maker, order, level.price, events);
      if (maker.leavesQty > 0) continue;
      opposite.remove(maker);
      this.resting.delete(maker.orderId);
    }
  }

  private trade(maker: RestingOrder, taker: Working, price: number, events: EngineEvent[]): void {
    const quantity = Math.min(maker.leavesQty, taker.leavesQty);
    const notional = BigInt(price) * BigInt(quantity);
    this.tradeId++;
    maker.level.quantity -= quantity;
    for (const order of [maker, taker]) {
      order.leavesQty -= quantity;
      order.cumQty += quantity;
      order.cumNotional += notional;
      const status = order.leavesQty === 0 ? 'Filled' : 'PartiallyFilled';
      events.push(this.report(order, 'Trade', status, '', price, quantity));
    }
  }

  private rest(order: Working, price: number): void {
    const side = order.side === 'buy' ? this.bids : this.asks;
    const resting: RestingOrder = { ...order, level: side.at(price), previous: null, next: null };
    side.append(resting);
    this.resting.set(order.orderId, resting);
  }

  private cancel(orderId: string, events: EngineEvent[]): void {
    const order = this.resting.get(orderId);
    if (!order) {
      events.push({ kind: 'cancel-reject', orderId, reason: 'unknown_order' });
      return;
    }
    (order.side === 'buy' ? this.bids : this.asks).remove(order);
    this.resting.delete(orderId);
    this.end(order, 'requested', events);
  }

  private end(order: Working, reason: CancelReason, events: EngineEvent[]): void {
    order.leavesQty = 0;
    events.push(this.report(order, 'Canceled', 'Canceled', reason));
  }

  private report(
    order: Working,
    execType: ExecutionReport['execType'],
    ordStatus: OrdStatus,
    reason: ExecutionReport['reason'],
    lastPx = 0,
    lastQty = 0,
  ): ExecutionReport {
    return {
      kind: 'report',
      execId: ++this.execId,
      execType,
      ordStatus,
      orderId: order.orderId,
      owner: order.owner,
      side: order.side,
      orderQty: order.orderQty,
      cumQty: order.cumQty,
      leavesQty: order.leavesQty,
      cumNotional: order.cumNotional,
      avgPx: order.cumQty === 0 ? 0 : Number(order.cumNotional) / order.cumQty,
      tradeId: execType === 'Trade' ? this.tradeId : null,
      lastPx,
      lastQty,
      reason,
    };
  }
}
