import { describe, expect, it } from 'vitest';
import { OrderBook } from './order-book';
import { answers, bookOf, command, draw, linesOf, rowsOf } from './test-ladder';

describe('OrderBook: orders and trades', () => {
  it('acknowledges an order that rests', () => {
    const book = new OrderBook();
    expect(answers(book, 'a buy 4 @99')).toEqual(['a New New 0/4']);
    expect(draw(book)).toEqual(['buy 99 4 in 1']);
  });

  it('fills an arriving order level by level, best price first, each trade at the resting price', () => {
    const book = bookOf(`
      sell 102  b:5
      sell 101  a:3
      buy   99  d:4
    `);
    expect(answers(book, 't buy 9 @102')).toEqual([
      't New New 0/9',
      'a Trade 3@101 Filled 3/0',
      't Trade 3@101 PartiallyFilled 3/6',
      'b Trade 5@102 Filled 5/0',
      't Trade 5@102 PartiallyFilled 8/1',
    ]);
    expect(draw(book)).toEqual(
      rowsOf(`
        buy  102  1 in 1
        buy   99  4 in 1
      `),
    );
  });

  it('gives the exact notional and the average price of all fills so far', () => {
    const book = bookOf(`
      sell 102  b:5
      sell 101  a:3
    `);
    // 3 · 101 + 5 · 102 = 813; 813 / 8 = 101.625
    expect(book.submit(command('t buy 8 @market')).at(-1)).toMatchObject({
      ordStatus: 'Filled',
      cumNotional: 813n,
      avgPx: 101.625,
    });
  });

  it('serves the earlier of two orders at one price first, also after it was partly filled', () => {
    const book = bookOf('buy 100  a:5 b:5');
    expect(answers(book, 's sell 2 @100')).toContain('a Trade 2@100 PartiallyFilled 2/3');
    expect(draw(book)).toEqual(['buy 100 8 in 2']);
    expect(answers(book, 't sell 4 @100')).toEqual([
      't New New 0/4',
      'a Trade 3@100 Filled 5/0',
      't Trade 3@100 PartiallyFilled 3/1',
      'b Trade 1@100 PartiallyFilled 1/4',
      't Trade 1@100 Filled 4/0',
    ]);
  });

  it('does not trade through an order’s limit', () => {
    const book = bookOf('sell 102  a:5');
    expect(answers(book, 't buy 5 @101')).toEqual(['t New New 0/5']);
    expect(draw(book)).toEqual(['sell 102 5 in 1', 'buy 101 5 in 1']);
  });

  it('gives as many levels of depth as are asked for, with the number of orders in each', () => {
    const book = bookOf(`
      sell 102  b:5
      sell 101  a:3 c:2
      buy   99  d:4
    `);
    expect(book.depth(1)).toEqual({
      bids: [{ price: 99, quantity: 4, orders: 1 }],
      asks: [{ price: 101, quantity: 5, orders: 2 }],
    });
    expect(book.depth(0)).toEqual({ bids: [], asks: [] });
  });
});

describe('OrderBook: time in force', () => {
  it('cancels what a market order could not fill and keeps it out of the book', () => {
    const book = bookOf('sell 101  a:3');
    expect(answers(book, 't buy 5 @market').slice(2)).toEqual([
      't Trade 3@101 PartiallyFilled 3/2',
      't Canceled Canceled 3/0 no_liquidity',
    ]);
    expect(draw(book)).toEqual([]);
  });

  it('stops an IOC order at its limit and cancels the rest', () => {
    const book = bookOf(`
      sell 105  b:1
      sell 101  a:1
    `);
    expect(answers(book, 't buy 2 @103 IOC').slice(2)).toEqual([
      't Trade 1@101 PartiallyFilled 1/1',
      't Canceled Canceled 1/0 no_liquidity',
    ]);
    expect(draw(book)).toEqual(['sell 105 1 in 1']);
  });

  const TWO_LEVELS = `
    sell 102  b:5
    sell 101  a:3
  `;

  it('fills an FOK order that can be filled whole, over several levels', () => {
    expect(answers(bookOf(TWO_LEVELS), 't buy 8 @102 FOK').at(-1)).toBe('t Trade 5@102 Filled 8/0');
    expect(answers(bookOf(TWO_LEVELS), 't buy 8 @market FOK').at(-1)).toBe('t Trade 5@102 Filled 8/0');
  });

  it.each(['t buy 4 @101 FOK', 't buy 9 @102 FOK', 't buy 9 @market FOK'])('leaves the book alone for %s', (order) => {
    const book = bookOf(TWO_LEVELS);
    expect(answers(book, order).slice(1)).toEqual(['t Canceled Canceled 0/0 no_liquidity']);
    expect(draw(book)).toEqual(['sell 102 5 in 1', 'sell 101 3 in 1']);
  });

  it('lets Day orders expire at the end of the session, bids before asks and each by priority, and keeps GTC', () => {
    const book = bookOf(`
      sell 102  f:5:Day
      sell 101  e:3
      buy  100  d:4:Day c:1 b:2:Day
      buy   99  a:7:Day
    `);
    answers(book, 't sell 3 @100');
    expect(answers(book, 'end of session')).toEqual([
      'd Expired Expired 3/0 end_of_session',
      'b Expired Expired 0/0 end_of_session',
      'a Expired Expired 0/0 end_of_session',
      'f Expired Expired 0/0 end_of_session',
    ]);
    expect(draw(book)).toEqual(['sell 101 3 in 1', 'buy 100 1 in 1']);
    expect(answers(book, 'end of session')).toEqual([]);
  });
});

describe('OrderBook: self-trade prevention', () => {
  it('cancels the rest of an order that would meet one of its owner’s, after the trades before it', () => {
    const book = bookOf(`
      sell 102  b:5
      sell 101  a:3 t1:4
    `);
    expect(answers(book, 't2 buy 9 @102')).toEqual([
      't2 New New 0/9',
      'a Trade 3@101 Filled 3/0',
      't2 Trade 3@101 PartiallyFilled 3/6',
      't2 Canceled Canceled 3/0 self_trade',
    ]);
    expect(draw(book)).toEqual(['sell 102 5 in 1', 'sell 101 4 in 1']);
  });

  it('does not hinder an order that is filled before it would get there', () => {
    expect(answers(bookOf('sell 101  a:3 t1:4'), 't2 buy 3 @101').at(-1)).toBe('t2 Trade 3@101 Filled 3/0');
  });

  it('cancels an FOK order that its owner’s order stands in the way of, without a trade', () => {
    const book = bookOf('sell 101  a:3 t1:4 b:9');
    expect(answers(book, 't2 buy 4 @101 FOK').slice(1)).toEqual(['t2 Canceled Canceled 0/0 self_trade']);
    expect(answers(book, 't3 buy 3 @101 FOK').at(-1)).toBe('t3 Trade 3@101 Filled 3/0');
  });
});

describe('OrderBook: bad input', () => {
  it.each([
    ['a quantity of zero', { quantity: 0 }, 'bad_quantity'],
    ['a negative quantity', { quantity: -5 }, 'bad_quantity'],
    ['a quantity of half a lot', { quantity: 0.5 }, 'bad_quantity'],
    ['a quantity of NaN', { quantity: Number.NaN }, 'bad_quantity'],
    ['a quantity of 1e308', { quantity: 1e308 }, 'bad_quantity'],
    ['a lot more than a thousand million lots', { quantity: 1_000_000_001 }, 'bad_quantity'],
    ['a price of zero', { price: 0 }, 'bad_price'],
    ['a negative price', { price: -1 }, 'bad_price'],
    ['a price of half a tick', { price: 100.5 }, 'bad_price'],
    ['a price of NaN', { price: Number.NaN }, 'bad_price'],
    ['a price of 1e308', { price: 1e308 }, 'bad_price'],
    ['a price of Infinity', { price: Number.POSITIVE_INFINITY }, 'bad_price'],
    ['a price of a tick more than a thousand million', { price: 1_000_000_001 }, 'bad_price'],
    ['a GTC order without a price', { price: null }, 'market_order_cannot_rest'],
    ['a Day order without a price', { price: null, timeInForce: 'Day' as const }, 'market_order_cannot_rest'],
    ['an id that is in the book', { orderId: 'a' }, 'duplicate_order_id'],
    ['an id that was in the book', { orderId: 'gone' }, 'duplicate_order_id'],
  ])('rejects %s and changes nothing', (_what, fault, reason) => {
    const book = bookOf('sell 101  a:5 gone:1');
    book.submit(command('cancel gone'));
    const events = book.submit({ ...command('t buy 5 @101'), ...fault } as ReturnType<typeof command>);
    expect(events).toMatchObject([{ execType: 'Rejected', ordStatus: 'Rejected', leavesQty: 0, reason }]);
    expect(draw(book)).toEqual(['sell 101 5 in 1']);
  });

  it.each([
    [1_000_000_000, 1_000_000_000_000_000_000n],
    [999_999_999, 999_999_998_000_000_001n], // not a multiple of 128: no double
  ])('counts money exactly where a number cannot: %d lots at as many ticks', (most, notional) => {
    const book = bookOf(`sell ${most}  a:${most}`);
    expect(book.submit(command(`t buy ${most} @${most}`)).at(-1)).toMatchObject({ cumNotional: notional, avgPx: most });
  });

  it('lets an id that was rejected be used again', () => {
    expect(answers(new OrderBook(), 't buy 0 @99', 't buy 1 @99').at(-1)).toBe('t New New 0/1');
  });

  it('refuses orders that may rest once as many are open as there may be, and trades on', () => {
    const book = new OrderBook({ maxOpen: 2 });
    expect(answers(book, 'a buy 1 @99', 'b buy 1 @98', 'c buy 1 @97', 't sell 1 @99 IOC', 'd buy 1 @97')).toEqual([
      'a New New 0/1',
      'b New New 0/1',
      'c Rejected Rejected 0/0 too_many_open_orders',
      't New New 0/1',
      'a Trade 1@99 Filled 1/0',
      't Trade 1@99 Filled 1/0',
      'd New New 0/1',
    ]);
    expect(book.openOrders).toBe(2);
  });

  it('numbers its reports, and the trades', () => {
    const book = bookOf('sell 101  a:1 b:1');
    const events = book.submit(command('t buy 2 @101')).filter((event) => event.kind === 'report');
    expect(events.map(({ execId, tradeId }) => [execId, tradeId])).toEqual([
      [3, null],
      [4, 1],
      [5, 1],
      [6, 2],
      [7, 2],
    ]);
    expect(linesOf(events)).toHaveLength(5);
  });
});
