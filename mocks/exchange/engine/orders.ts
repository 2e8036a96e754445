import type { PriceLevel } from './price-levels.ts';
import type { NewOrder, Side, TermsReason, TimeInForce } from './types.ts';

/** Ticks. */
export const MAX_PRICE = 1_000_000_000;
/** Lots. Times {@link MAX_OPEN_ORDERS} it is below 2^53: the quantity of a price level is exact, however many orders join it. */
export const MAX_QUANTITY = 1_000_000_000;
/** An order that is to rest above this many in one book is refused, for none that rests may be forgotten. */
export const MAX_OPEN_ORDERS = 1_000_000;

/** An order while it is worked on. In the book it is linked into the queue of its price level; before that the three are null. */
export interface Order {
  /** Changes when the order is replaced. */
  orderId: string;
  readonly owner: string;
  readonly side: Side;
  readonly timeInForce: TimeInForce;
  orderQty: number;
  cumQty: number;
  cumNotional: bigint;
  leavesQty: number;
  level: PriceLevel | null;
  previous: Order | null;
  next: Order | null;
}

/** An order that has just come in, with nothing filled. */
export function arriving({ orderId, owner, side, timeInForce, quantity }: NewOrder): Order {
  return {
    orderId,
    owner,
    side,
    timeInForce,
    orderQty: quantity,
    cumQty: 0,
    cumNotional: 0n,
    leavesQty: quantity,
    level: null,
    previous: null,
    next: null,
  };
}

/** Whether what is not filled at once waits in the book. */
export function mayRest(timeInForce: TimeInForce): boolean {
  return timeInForce === 'GTC' || timeInForce === 'Day';
}

/** What is wrong with a limit price and a quantity: fractions, NaN, zero and less, and what is beyond the bounds. */
export function faultIn(price: number, quantity: number): 'bad_price' | 'bad_quantity' | null {
  if (!Number.isInteger(quantity) || quantity <= 0 || quantity > MAX_QUANTITY) return 'bad_quantity';
  if (!Number.isInteger(price) || price <= 0 || price > MAX_PRICE) return 'bad_price';
  return null;
}

/** What is wrong with the terms of a new order, a market order among them. */
export function faultInNew({ price, quantity, timeInForce }: NewOrder): TermsReason | null {
  const fault = faultIn(price ?? 1, quantity);
  return fault ?? (price === null && mayRest(timeInForce) ? 'market_order_cannot_rest' : null);
}
