import { describe, expect, it } from 'vitest';
import { OrderBook } from './order-book';
import type { EngineEvent, NewOrder } from './types';

const limit = (orderId: string, side: 'buy' | 'sell', quantity: number, price: number): NewOrder => ({
  kind: 'new',
  orderId,
  owner: orderId,
  side,
  price,
  quantity,
  timeInForce: 'GTC',
});
const market = (orderId: string, side: 'buy' | 'sell', quantity: number): NewOrder => ({
  ...limit(orderId, side, quantity, 1),
  price: null,
  timeInForce: 'IOC',
});

/** One line a report: order, ExecType, OrdStatus, last quantity @ price, cum/leaves. */
function lines(events: readonly EngineEvent[]): string[] {
  return events.map((event) =>
    event.kind === 'cancel-reject'
      ? `${event.orderId} CancelReject ${event.reason}`
      : `${event.orderId} ${event.execType} ${event.ordStatus} ${event.lastQty}@${event.lastPx} ${event.cumQty}/${event.leavesQty} ${event.reason}`.trimEnd(),
  );
}

describe('OrderBook', () => {
  it('acknowledges an order that rests', () => {
    const book = new OrderBook();
    expect(lines(book.submit(limit('a', 'buy', 4, 99)))).toEqual(['a New New 0@0 0/4']);
    expect(book.depth(5)).toEqual({ bids: [{ price: 99, quantity: 4 }], asks: [] });
  });

  it('fills an arriving order level by level, best price first, each trade at the resting price', () => {
    const book = new OrderBook();
    book.submit(limit('b', 'sell', 5, 102));
    book.submit(limit('a', 'sell', 3, 101));
    const events = book.submit(limit('t', 'buy', 9, 102));
    expect(lines(events)).toEqual([
      't New New 0@0 0/9',
      'a Trade Filled 3@101 3/0',
      't Trade PartiallyFilled 3@101 3/6',
      'b Trade Filled 5@102 5/0',
      't Trade PartiallyFilled 5@102 8/1',
    ]);
    expect(book.depth(5)).toEqual({ bids: [{ price: 102, quantity: 1 }], asks: [] });
  });

  it('gives the exact notional and the average price of all fills so far', () => {
    const book = new OrderBook();
    book.submit(limit('a', 'sell', 3, 101));
    book.submit(limit('b', 'sell', 5, 102));
    const last = book.submit(market('t', 'buy', 8)).at(-1);
    // 3 · 101 + 5 · 102 = 813; 813 / 8 = 101.625
    expect(last).toMatchObject({ ordStatus: 'Filled', cumNotional: 813n, avgPx: 101.625 });
  });

  it('serves the earlier of two orders at one price first, also after it was partly filled', () => {
    const book = new OrderBook();
    book.submit(limit('first', 'buy', 5, 100));
    book.submit(limit('second', 'buy', 5, 100));
    expect(lines(book.submit(limit('s1', 'sell', 2, 100)))).toContain('first Trade PartiallyFilled 2@100 2/3');
    expect(lines(book.submit(limit('s2', 'sell', 4, 100)))).toEqual([
      's2 New New 0@0 0/4',
      'first Trade Filled 3@100 5/0',
      's2 Trade PartiallyFilled 3@100 3/1',
      'second Trade PartiallyFilled 1@100 1/4',
      's2 Trade Filled 1@100 4/0',
    ]);
  });

  it('does not trade through an order’s limit', () => {
    const book = new OrderBook();
    book.submit(limit('a', 'sell', 5, 102));
    expect(lines(book.submit(limit('t', 'buy', 5, 101)))).toEqual(['t New New 0@0 0/5']);
    expect(book.depth(1)).toEqual({ bids: [{ price: 101, quantity: 5 }], asks: [{ price: 102, quantity: 5 }] });
  });

  it('cancels what a market order could not fill and keeps it out of the book', () => {
    const book = new OrderBook();
    book.submit(limit('a', 'sell', 3, 101));
    expect(lines(book.submit(market('t', 'buy', 5)))).toEqual([
      't New New 0@0 0/5',
      'a Trade Filled 3@101 3/0',
      't Trade PartiallyFilled 3@101 3/2',
      't Canceled Canceled 0@0 3/0 no_liquidity',
    ]);
    expect(book.depth(1)).toEqual({ bids: [], asks: [] });
  });

  it('stops an IOC order at its limit and cancels the rest', () => {
    const book = new OrderBook();
    book.submit(limit('a', 'sell', 1, 101));
    book.submit(limit('b', 'sell', 1, 105));
    const events = book.submit({ ...limit('t', 'buy', 2, 103), timeInForce: 'IOC' });
    expect(lines(events).slice(1)).toEqual([
      'a Trade Filled 1@101 1/0',
      't Trade PartiallyFilled 1@101 1/1',
      't Canceled Canceled 0@0 1/0 no_liquidity',
    ]);
  });

  it('cancels a resting order and says what had been filled', () => {
    const book = new OrderBook();
    book.submit(limit('a', 'sell', 5, 101));
    book.submit(limit('t', 'buy', 2, 101));
    expect(lines(book.submit({ kind: 'cancel', orderId: 'a' }))).toEqual(['a Canceled Canceled 0@0 2/0 requested']);
    expect(book.depth(1).asks).toEqual([]);
  });

  it('refuses to cancel an order that is filled or was never there', () => {
    const book = new OrderBook();
    book.submit(limit('a', 'sell', 2, 101));
    book.submit(limit('t', 'buy', 2, 101));
    expect(lines(book.submit({ kind: 'cancel', orderId: 'a' }))).toEqual(['a CancelReject unknown_order']);
    expect(lines(book.submit({ kind: 'cancel', orderId: 'x' }))).toEqual(['x CancelReject unknown_order']);
  });

  it.each([
    ['a quantity of zero', { quantity: 0 }, 'bad_quantity'],
    ['a quantity of half a lot', { quantity: 0.5 }, 'bad_quantity'],
    ['a quantity of NaN', { quantity: Number.NaN }, 'bad_quantity'],
    ['a quantity of 1e308', { quantity: 1e308 }, 'bad_quantity'],
    ['a negative price', { price: -1 }, 'bad_price'],
    ['a price of Infinity', { price: Number.POSITIVE_INFINITY }, 'bad_price'],
    ['a resting order without a price', { price: null }, 'bad_price'],
    ['an id that is in the book', { orderId: 'resting' }, 'duplicate_order_id'],
  ])('rejects %s and changes nothing', (_what, fault, reason) => {
    const book = new OrderBook();
    book.submit(limit('resting', 'sell', 5, 101));
    const events = book.submit({ ...limit('t', 'buy', 5, 101), ...fault });
    expect(events).toMatchObject([{ execType: 'Rejected', ordStatus: 'Rejected', leavesQty: 0, reason }]);
    expect(book.depth(1)).toEqual({ bids: [], asks: [{ price: 101, quantity: 5 }] });
  });
});
