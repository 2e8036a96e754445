import type { Side } from './types';

/** An order in the book, linked into the queue of its price level. */
export interface RestingOrder {
  readonly orderId: string;
  readonly owner: string;
  readonly side: Side;
  readonly orderQty: number;
  cumQty: number;
  cumNotional: bigint;
  leavesQty: number;
  readonly level: PriceLevel;
  previous: RestingOrder | null;
  next: RestingOrder | null;
}

/** All orders at one price: a queue in order of arrival. */
export interface PriceLevel {
  readonly price: number;
  quantity: number;
  head: RestingOrder | null;
  tail: RestingOrder | null;
}

/**
 * One side of a book. Levels are kept in an array with the best price last, so that taking the best is a pop; a new
 * price is inserted by binary search. Books of a few hundred levels are what this is for.
 */
export class PriceLevels {
  private readonly levels: PriceLevel[] = [];
  private readonly byPrice = new Map<number, PriceLevel>();

  constructor(private readonly side: Side) {}

  best(): PriceLevel | undefined {
    return this.levels.at(-1);
  }

  /** The level of a price, made when it is missing. */
  at(price: number): PriceLevel {
    const known = this.byPrice.get(price);
    if (known) return known;
    const level: PriceLevel = { price, quantity: 0, head: null, tail: null };
    this.byPrice.set(price, level);
    this.levels.splice(this.indexFor(price), 0, level);
    return level;
  }

  append(order: RestingOrder): void {
    const { level } = order;
    order.previous = level.tail;
    if (level.tail) level.tail.next = order;
    else level.head = order;
    level.tail = order;
    level.quantity += order.leavesQty;
  }

  /** Takes an order out of its queue; an empty level goes with it. */
  remove(order: RestingOrder): void {
    const { level, previous, next } = order;
    if (previous) previous.next = next;
    else level.head = next;
    if (next) next.previous = previous;
    else level.tail = previous;
    level.quantity -= order.leavesQty;
    if (level.head) return;
    this.byPrice.delete(level.price);
    if (this.levels.at(-1) === level) this.levels.pop();
    else this.levels.splice(this.indexFor(level.price), 1);
  }

  /** The best `count` levels, best first. */
  top(count: number): { price: number; quantity: number }[] {
    return this.levels
      .slice(-count)
      .reverse()
      .map(({ price, quantity }) => ({ price, quantity }));
  }

  /** Where a price stands, or would stand: bids ascend and asks descend towards the best at the end. */
  private indexFor(price: number): number {
    let low = 0;
    let high = this.levels.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.levels[middle]?.price ?? 0;
      if (this.side === 'buy' ? other < price : other > price) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
