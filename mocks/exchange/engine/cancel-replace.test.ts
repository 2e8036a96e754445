import { describe, expect, it } from 'vitest';
import { OrderBook } from './order-book';
import { answers, bookOf, command, draw } from './test-ladder';

describe('OrderBook: cancel', () => {
  it('cancels a resting order and says what had been filled', () => {
    const book = bookOf('sell 101  a:5');
    answers(book, 't buy 2 @101');
    expect(answers(book, 'cancel a')).toEqual(['a Canceled Canceled 2/0 requested']);
    expect(draw(book)).toEqual([]);
  });

  it('takes an order out of the middle of its queue and keeps the order of the others', () => {
    const book = bookOf('sell 101  a:1 b:1 c:1');
    answers(book, 'cancel b');
    expect(answers(book, 't buy 2 @101')).toEqual([
      't New New 0/2',
      'a Trade 1@101 Filled 1/0',
      't Trade 1@101 PartiallyFilled 1/1',
      'c Trade 1@101 Filled 1/0',
      't Trade 1@101 Filled 2/0',
    ]);
  });

  it('is too late for an order that is filled, cancelled, expired or goes on under another id, and says which', () => {
    const book = bookOf('sell 101  a:2 b:1 c:1:Day d:1');
    answers(book, 't buy 2 @101', 'cancel b', 'end of session', 'replace d by d2: 2 @101');
    expect(answers(book, 'cancel a', 'cancel t', 'cancel b', 'cancel c', 'cancel d')).toEqual([
      'a CancelReject Filled too_late',
      't CancelReject Filled too_late',
      'b CancelReject Canceled too_late',
      'c CancelReject Expired too_late',
      'd CancelReject Replaced too_late',
    ]);
  });

  it('does not know an order that never was, or that was rejected', () => {
    expect(answers(new OrderBook(), 'r buy 0 @99', 'cancel r', 'cancel x').slice(1)).toEqual([
      'r CancelReject Rejected unknown_order',
      'x CancelReject Rejected unknown_order',
    ]);
  });

  it('remembers as many finished ids as it is told to, and counts those that it forgot', () => {
    const book = new OrderBook({ maxFinished: 2 });
    for (const id of ['a', 'b', 'c']) answers(book, `${id} buy 1 @99`, `cancel ${id}`);
    expect(book.forgottenIds).toBe(1);
    expect(answers(book, 'cancel a', 'cancel b', 'cancel c')).toEqual([
      'a CancelReject Rejected unknown_order',
      'b CancelReject Canceled too_late',
      'c CancelReject Canceled too_late',
    ]);
  });
});

describe('OrderBook: replace', () => {
  const QUEUE = 'sell 101  a:5 b:5';
  /** Who is served first at 101. */
  const first = (book: OrderBook) => answers(book, 't buy 1 @101')[1];

  it('keeps the place of an order that asks for less at the same price', () => {
    const book = bookOf(QUEUE);
    expect(answers(book, 'replace a by a2: 3 @101')).toEqual(['a→a2 Replaced New 0/3']);
    expect(draw(book)).toEqual(['sell 101 8 in 2']);
    expect(first(book)).toBe('a2 Trade 1@101 PartiallyFilled 1/2');
  });

  it('keeps the place of an order that asks for the same', () => {
    const book = bookOf(QUEUE);
    answers(book, 'replace a by a2: 5 @101');
    expect(first(book)).toBe('a2 Trade 1@101 PartiallyFilled 1/4');
  });

  it('puts an order that asks for more behind the others', () => {
    const book = bookOf(QUEUE);
    expect(answers(book, 'replace a by a2: 6 @101')).toEqual(['a→a2 Replaced New 0/6']);
    expect(draw(book)).toEqual(['sell 101 11 in 2']);
    expect(first(book)).toBe('b Trade 1@101 PartiallyFilled 1/4');
  });

  it('puts an order that changes its price behind those that are there, also when it comes back', () => {
    const book = bookOf(QUEUE);
    answers(book, 'replace a by a2: 5 @102', 'replace a2 by a3: 5 @101');
    expect(first(book)).toBe('b Trade 1@101 PartiallyFilled 1/4');
  });

  it('counts what was filled already: the new quantity is the whole', () => {
    const book = bookOf(QUEUE);
    answers(book, 't buy 2 @101');
    expect(answers(book, 'replace a by a2: 4 @101')).toEqual(['a→a2 Replaced PartiallyFilled 2/2']);
    expect(draw(book)).toEqual(['sell 101 7 in 2']);
  });

  it.each([2, 1])('ends an order of which 2 are filled and that now asks for %d', (quantity) => {
    const book = bookOf(QUEUE);
    answers(book, 't buy 2 @101');
    const events = book.submit(command(`replace a by a2: ${quantity} @99`));
    expect(events).toMatchObject([{ execType: 'Replaced', ordStatus: 'Filled', orderQty: 2, cumQty: 2, leavesQty: 0 }]);
    expect(draw(book)).toEqual(['sell 101 5 in 1']);
    expect(answers(book, 'cancel a2')).toEqual(['a2 CancelReject Filled too_late']);
  });

  it('trades at once when the new price crosses, and carries the average of all its fills', () => {
    const book = bookOf(`
      sell 101  a:5
      buy  100  b:2
      buy   99  c:2
    `);
    answers(book, 't buy 1 @101');
    const events = book.submit(command('replace a by a2: 6 @99'));
    // 1 · 101 + 2 · 100 + 2 · 99 = 499; 499 / 5 = 99.8
    expect(events.at(-1)).toMatchObject({ orderId: 'a2', cumQty: 5, leavesQty: 1, cumNotional: 499n, avgPx: 99.8 });
    expect(events[0]).toMatchObject({ execType: 'Replaced', ordStatus: 'PartiallyFilled', cumQty: 1, leavesQty: 5 });
    expect(draw(book)).toEqual(['sell 99 1 in 1']);
  });

  it('cancels a replaced order that would meet one of its owner’s', () => {
    const book = bookOf(`
      sell 101  a1:5
      buy  100  a2:2
    `);
    expect(answers(book, 'replace a1 by a3: 5 @100')).toEqual([
      'a1→a3 Replaced New 0/5',
      'a3 Canceled Canceled 0/0 self_trade',
    ]);
    expect(draw(book)).toEqual(['buy 100 2 in 1']);
  });

  it('lets a Day order stay a Day order', () => {
    const book = bookOf('sell 101  a:5:Day');
    expect(answers(book, 'replace a by a2: 6 @102', 'end of session').at(-1)).toBe(
      'a2 Expired Expired 0/0 end_of_session',
    );
  });

  it('goes on from the last id of a chain only', () => {
    const book = bookOf('sell 101  a:5');
    expect(answers(book, 'replace a by a2: 4 @101', 'replace a by a3: 3 @101', 'replace a2 by a3: 3 @101')).toEqual([
      'a→a2 Replaced New 0/4',
      'a→a3 CancelReject Replaced too_late',
      'a2→a3 Replaced New 0/3',
    ]);
    expect(answers(book, 'cancel a3')).toEqual(['a3 Canceled Canceled 0/0 requested']);
  });

  it.each([
    ['replace x by a2: 5 @101', 'x→a2 CancelReject Rejected unknown_order'],
    ['replace gone by a2: 5 @101', 'gone→a2 CancelReject Canceled too_late'],
    ['replace a by a: 4 @101', 'a→a CancelReject PartiallyFilled duplicate_order_id'],
    ['replace a by b: 4 @101', 'a→b CancelReject PartiallyFilled duplicate_order_id'],
    ['replace a by gone: 4 @101', 'a→gone CancelReject PartiallyFilled duplicate_order_id'],
    ['replace a by a2: 0 @101', 'a→a2 CancelReject PartiallyFilled bad_quantity'],
    ['replace a by a2: -3 @101', 'a→a2 CancelReject PartiallyFilled bad_quantity'],
    ['replace a by a2: 1.5 @101', 'a→a2 CancelReject PartiallyFilled bad_quantity'],
    ['replace a by a2: NaN @101', 'a→a2 CancelReject PartiallyFilled bad_quantity'],
    ['replace a by a2: 1e308 @101', 'a→a2 CancelReject PartiallyFilled bad_quantity'],
    ['replace a by a2: 4 @NaN', 'a→a2 CancelReject PartiallyFilled bad_price'],
    ['replace a by a2: 4 @1e308', 'a→a2 CancelReject PartiallyFilled bad_price'],
    ['replace a by a2: 4 @market', 'a→a2 CancelReject PartiallyFilled bad_price'],
  ])('refuses "%s" and leaves everything as it was', (replace, answer) => {
    const book = bookOf('sell 101  a:5 b:5 gone:1');
    answers(book, 't buy 1 @101', 'cancel gone');
    expect(answers(book, replace)).toEqual([answer]);
    expect(draw(book)).toEqual(['sell 101 9 in 2']);
    expect(answers(book, 'u buy 1 @101')[1]).toBe('a Trade 1@101 PartiallyFilled 2/3');
  });
});
