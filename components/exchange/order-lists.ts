import type { ExchangeOrders } from '@/lib/api/exchange-contract';
import type { Order } from '@/lib/api/order-contract';
import { compareUnixNano, LIVE_ROWS, mergeOrders } from './live-lists';

/** What a page knows of the orders of all clients: the latest, and those that are open however long ago they came in. */
export interface OrderLists {
  /** Newest first, as many as are listed. */
  readonly latest: readonly Order[];
  /** By id. */
  readonly open: ReadonlyMap<string, Order>;
  /** By id: the rows that stay where they are while somebody is about to click on one; their states go on. */
  readonly held: ReadonlyMap<string, Order>;
  /** How many there are in all, and how many are open, listed or not. */
  readonly orderCount: number;
  readonly openCount: number;
  /** What the exchange knew at this moment is in the lists. */
  readonly atUnixNano: string;
}

export const NO_ORDERS: OrderLists = {
  latest: [],
  open: new Map(),
  held: new Map(),
  orderCount: 0,
  openCount: 0,
  atUnixNano: '0',
};

/** False while only the stream has told of orders: it begins somewhere, and counts none of those before. */
export function hasTotals({ atUnixNano }: OrderLists): boolean {
  return atUnixNano !== NO_ORDERS.atUnixNano;
}

/** True while something of the order may still be filled or cancelled. */
export function isOpen({ state }: Order): boolean {
  return state === 'accepted' || state === 'partially_filled';
}

/**
 * True for an order of which its owner has taken a part back while the rest is still at a venue: all of it was asked for. The
 * sentences are those of the exchange.
 */
export function isBeingCancelled(order: Order): boolean {
  return isOpen(order) && /^You (cancelled|asked to replace) it\./.test(order.reason);
}

/** True when open orders are known of, but not known, that there would be room for. */
export function lacksOpenOrders({ open, openCount }: OrderLists): boolean {
  return open.size < Math.min(openCount, LIVE_ROWS);
}

/**
 * The lists with what is new. Answers and events may overtake one another: of two states of one order the one that was updated
 * last counts, and of an order that is in no list nothing counts that the exchange knew when it told them.
 */
export function withOrders(lists: OrderLists, incoming: readonly Order[]): OrderLists {
  const known = new Map([...lists.latest.map((order) => [order.orderId, order] as const), ...lists.open]);
  const open = new Map(lists.open);
  const news: Order[] = [];
  let { orderCount, openCount } = lists;
  for (const order of incoming) {
    const before = known.get(order.orderId);
    if (compareUnixNano(order.updatedAtUnixNano, before?.updatedAtUnixNano ?? lists.atUnixNano) < 0) continue;
    const cameIn = !before && compareUnixNano(order.receivedAtUnixNano, lists.atUnixNano) > 0;
    const wasOpen = before ? isOpen(before) : !cameIn;
    if (cameIn) orderCount += 1;
    openCount += Number(isOpen(order)) - Number(wasOpen);
    if (isOpen(order)) open.set(order.orderId, order);
    else open.delete(order.orderId);
    known.set(order.orderId, order);
    news.push(order);
  }
  const latest = mergeOrders(lists.latest, news);
  return { ...lists, latest, open, orderCount, openCount, held: updated(lists.held, incoming) };
}

/** The lists as the exchange told them, with what came in later. A held row that the exchange has forgotten is let go. */
export function withAnswer(lists: OrderLists, answer: ExchangeOrders): OrderLists {
  const { latest, open, asked, orderCount, openCount, atUnixNano } = answer;
  const isLater = ({ updatedAtUnixNano }: Order) => compareUnixNano(updatedAtUnixNano, atUnixNano) > 0;
  const told = new Map([...latest, ...open, ...asked].map((order) => [order.orderId, order]));
  const held = [...lists.held.values()].flatMap((order) => (isLater(order) ? order : (told.get(order.orderId) ?? [])));
  const fresh: OrderLists = {
    latest,
    open: new Map(open.map((order) => [order.orderId, order])),
    held: new Map(held.map((order) => [order.orderId, order])),
    orderCount,
    openCount,
    atUnixNano,
  };
  return withOrders(fresh, [...lists.latest, ...lists.open.values()].filter(isLater));
}

/** The lists with these rows held still; none lets go. */
export function withHeld(lists: OrderLists, orders: readonly Order[]): OrderLists {
  return { ...lists, held: new Map(orders.map((order) => [order.orderId, order])) };
}

function updated(held: OrderLists['held'], incoming: readonly Order[]): OrderLists['held'] {
  const now = new Map(held);
  for (const order of incoming) {
    const known = held.get(order.orderId);
    if (known && compareUnixNano(order.updatedAtUnixNano, known.updatedAtUnixNano) >= 0) now.set(order.orderId, order);
  }
  return now;
}

/** The open orders, newest first, at most `limit`. */
export function openOrders({ open }: OrderLists, limit: number): Order[] {
  return [...open.values()]
    .sort((one, other) => compareUnixNano(other.receivedAtUnixNano, one.receivedAtUnixNano))
    .slice(0, limit);
}
