import { mergeOrders } from '@/components/exchange/live-lists';
import type { Order } from '@/lib/api/contract';

/** What the blotter knows: the latest orders, and those that are open however long ago they came in. */
export interface BlotterLists {
  /** Newest first, as many as are listed. */
  readonly latest: readonly Order[];
  /** By id. */
  readonly open: ReadonlyMap<string, Order>;
}

export const NO_ORDERS: BlotterLists = { latest: [], open: new Map() };

/** True while something of the order may still be filled or cancelled. */
export function isOpen({ state }: Order): boolean {
  return state === 'accepted' || state === 'partially_filled';
}

/**
 * The lists with what is new. Answers and events may overtake one another: of two states of one order the one that was updated
 * last counts, as far back as the latest orders go.
 */
export function withOrders({ latest: before, open }: BlotterLists, incoming: readonly Order[]): BlotterLists {
  const latest = mergeOrders(before, incoming);
  const known = new Map(latest.map((order) => [order.orderId, order]));
  const nowOpen = new Map(open);
  for (const order of incoming) {
    const last = known.get(order.orderId) ?? order;
    if (isOpen(last)) nowOpen.set(last.orderId, last);
    else nowOpen.delete(last.orderId);
  }
  return { latest, open: nowOpen };
}

/** The open orders, newest first, at most `limit`. */
export function openOrders({ open }: BlotterLists, limit: number): Order[] {
  return [...open.values()]
    .sort((one, other) => Number(BigInt(other.receivedAtUnixNano) - BigInt(one.receivedAtUnixNano)))
    .slice(0, limit);
}
