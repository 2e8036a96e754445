import type { Order } from '@/lib/api/order-contract';

/** What adding floats may be off by, and less than one lot is of the largest order. */
const ROUNDING = 1e-12;

/** How much of an order's quantity is filled and how much may still be, from 0 to 1. The rest was cancelled. */
export interface FilledShares {
  readonly filled: number;
  readonly open: number;
  /** The order goes on, but not for all that is not filled. */
  readonly partlyCancelled: boolean;
}

/** Of an order whose quantity makes no sense, which was rejected, nothing is filled and nothing open. */
export function filledShares({
  quantity,
  filledQuantity,
  leavesQuantity,
}: Pick<Order, 'quantity' | 'filledQuantity' | 'leavesQuantity'>): FilledShares {
  const whole = Number(quantity);
  if (!(whole > 0)) return { filled: 0, open: 0, partlyCancelled: false };
  const filled = Math.min(1, Number(filledQuantity) / whole);
  const open = Math.min(1 - filled, Number(leavesQuantity) / whole);
  return { filled, open, partlyCancelled: open > 0 && filled + open < 1 - ROUNDING };
}
