import { OrderBook } from './order-book';
import type { Command, EngineEvent, NewOrder, Side, TimeInForce } from './types';

/**
 * An order's owner is the first letter of its id. Written `t buy 9 @102`, `t sell 9 @market`, each with a time in force behind
 * it if that is not GTC (IOC at the market); `cancel a`, `replace a by a2: 9 @102`, `end of session`.
 */
export function command(text: string): Command {
  const [first = '', ...rest] = text.split(/:? +/);
  if (text === 'end of session') return { kind: 'endOfSession' };
  if (first === 'cancel') return { kind: 'cancel', orderId: rest[0] ?? '' };
  if (first === 'replace') {
    const [origOrderId = '', , orderId = '', quantity, price] = rest;
    return { kind: 'replace', orderId, origOrderId, price: Number(price?.slice(1)), quantity: Number(quantity) };
  }
  const [side, quantity, price, timeInForce = price === '@market' ? 'IOC' : 'GTC'] = rest;
  return {
    kind: 'new',
    orderId: first,
    owner: first.charAt(0),
    side: side as Side,
    price: price === '@market' ? null : Number(price?.slice(1)),
    quantity: Number(quantity),
    timeInForce: timeInForce as TimeInForce,
  } satisfies NewOrder;
}

/**
 * A book with the orders of a drawn ladder, at each price the first to come on the left:
 *
 *     sell 102  b:5
 *     sell 101  a:3 c:2:Day
 *     buy   99  d:4
 */
export function bookOf(ladder: string): OrderBook {
  const book = new OrderBook();
  for (const row of rowsOf(ladder)) {
    const [side, price, ...orders] = row.split(/ +/);
    for (const order of orders) {
      const [id, quantity, timeInForce = 'GTC'] = order.split(':');
      book.submit(command(`${id} ${side} ${quantity} @${price} ${timeInForce}`));
    }
  }
  return book;
}

/** The rows of a drawn ladder, trimmed. */
export function rowsOf(ladder: string): string[] {
  return ladder
    .split('\n')
    .map((row) => row.trim().replaceAll(/ +/g, ' '))
    .filter((row) => row !== '');
}

/** One row a price, as a ladder stands on a screen: side, price, quantity, number of orders. */
export function draw(book: OrderBook): string[] {
  const { bids, asks } = book.depth(Number.POSITIVE_INFINITY);
  return [
    ...asks.reverse().map(({ price, quantity, orders }) => `sell ${price} ${quantity} in ${orders}`),
    ...bids.map(({ price, quantity, orders }) => `buy ${price} ${quantity} in ${orders}`),
  ];
}

/** One line an event: order, ExecType, last quantity @ price, OrdStatus, cum/leaves, reason. */
export function linesOf(events: readonly EngineEvent[]): string[] {
  return events.map((event) => {
    const id = event.origOrderId === null ? event.orderId : `${event.origOrderId}→${event.orderId}`;
    if (event.kind === 'cancel-reject') return `${id} CancelReject ${event.ordStatus} ${event.reason}`;
    const last = event.execType === 'Trade' ? ` ${event.lastQty}@${event.lastPx}` : '';
    return `${id} ${event.execType}${last} ${event.ordStatus} ${event.cumQty}/${event.leavesQty} ${event.reason}`.trimEnd();
  });
}

/** What the book answers to one command after the other. */
export function answers(book: OrderBook, ...commands: readonly string[]): string[] {
  return commands.flatMap((text) => linesOf(book.submit(command(text))));
}
