import { mergeOrders } from '@/components/exchange/live-lists';
import type { Order } from '@/lib/api/contract';

/** What the blotter knows: the latest orders, and those that are open however long ago they came in. */
export interface BlotterLists {
  /** Newest first, as many as are listed. */
  readonly latest: readonly Order[];
  /** By id. */
  readonly open: ReadonlyMap<string, Order>;
  /** By id: the rows that stay where they are while somebody is about to click on one; their states go on. */
  readonly held: ReadonlyMap<string, Order>;
}

export const NO_ORDERS: BlotterLists = { latest: [], open: new Map(), held: new Map() };

/** So many orders within so much time are a torrent: nobody follows them one by one. */
const TORRENT_ORDERS = 10;
const TORRENT_NANOS = 5_000_000_000n;

/** True when orders (newest first) come in so fast that drawing attention to each would only flicker. */
export function isTorrent(orders: readonly Order[]): boolean {
  const [newest, earlier] = [orders[0], orders[TORRENT_ORDERS - 1]];
  if (!newest || !earlier) return false;
  return BigInt(newest.receivedAtUnixNano) - BigInt(earlier.receivedAtUnixNano) < TORRENT_NANOS;
}

/** True while something of the order may still be filled or cancelled. */
export function isOpen({ state }: Order): boolean {
  return state === 'accepted' || state === 'partially_filled';
}

/**
 * The lists with what is new. Answers and events may overtake one another: of two states of one order the one that was updated
 * last counts, as far back as the latest orders go.
 */
export function withOrders({ latest: before, open, held }: BlotterLists, incoming: readonly Order[]): BlotterLists {
  const latest = mergeOrders(before, incoming);
  const known = new Map(latest.map((order) => [order.orderId, order]));
  const nowOpen = new Map(open);
  for (const order of incoming) {
    const last = known.get(order.orderId) ?? order;
    if (isOpen(last)) nowOpen.set(last.orderId, last);
    else nowOpen.delete(last.orderId);
  }
  return { latest, open: nowOpen, held: updated(held, incoming) };
}

/** The lists with these rows held still; none lets go. */
export function withHeld(lists: BlotterLists, orders: readonly Order[]): BlotterLists {
  return { ...lists, held: new Map(orders.map((order) => [order.orderId, order])) };
}

function updated(held: BlotterLists['held'], incoming: readonly Order[]): BlotterLists['held'] {
  const now = new Map(held);
  for (const order of incoming) {
    const known = held.get(order.orderId);
    if (known && BigInt(order.updatedAtUnixNano) >= BigInt(known.updatedAtUnixNano)) now.set(order.orderId, order);
  }
  return now;
}

/** The open orders, newest first, at most `limit`. */
export function openOrders({ open }: BlotterLists, limit: number): Order[] {
  return [...open.values()]
    .sort((one, other) => Number(BigInt(other.receivedAtUnixNano) - BigInt(one.receivedAtUnixNano)))
    .slice(0, limit);
}
