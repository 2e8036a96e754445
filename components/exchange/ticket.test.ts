import { describe, expect, it } from 'vitest';
import { FIRST_DRAFT, orderFromDraft, timeInForceOf, timesInForceOf, validateTicket } from './ticket';

describe('the order ticket', () => {
  it('is valid as it opens', () => {
    expect(validateTicket(FIRST_DRAFT)).toEqual({});
  });

  it.each(['', ' ', '0', '0.000'])('asks for another quantity than "%s"', (quantity) => {
    expect(validateTicket({ ...FIRST_DRAFT, quantity })).toEqual({
      quantity: 'Enter a quantity above 0, such as 0.25.',
    });
  });

  it.each(['-1', 'abc', 'NaN', 'Infinity', '1e5', '1e308', '1,5', '.5', '0x10'])(
    'says of "%s" that it takes digits and a point only',
    (text) => {
      expect(validateTicket({ ...FIRST_DRAFT, type: 'limit', quantity: text, price: text })).toEqual({
        quantity: 'Write the quantity with digits and a point only, such as 0.25.',
        price: 'Write the price with digits and a point only, such as 61000.50.',
      });
    },
  );

  it('needs a price for a limit order only', () => {
    expect(validateTicket({ ...FIRST_DRAFT, type: 'limit', price: '' })).toHaveProperty('price');
    expect(validateTicket({ ...FIRST_DRAFT, type: 'limit', price: ' 61000.50 ' })).toEqual({});
    expect(validateTicket({ ...FIRST_DRAFT, type: 'market', price: 'left over' })).toEqual({});
  });

  it('leaves the judgement of an unknown symbol to the exchange', () => {
    expect(validateTicket({ ...FIRST_DRAFT, symbol: 'DOGE' })).toEqual({});
    expect(validateTicket({ ...FIRST_DRAFT, symbol: ' ' })).toEqual({ symbol: 'Choose a symbol.' });
  });

  it('becomes an order without the spaces, and without the price of a limit that it no longer has', () => {
    const draft = {
      symbol: ' btcusdt ',
      side: 'sell',
      type: 'market',
      price: '61000',
      quantity: ' 0.25',
      timeInForce: 'gtc',
    } as const;
    expect(orderFromDraft(draft, 'WEB-1')).toEqual({
      symbol: 'BTCUSDT',
      side: 'sell',
      type: 'market',
      quantity: '0.25',
      clientOrderId: 'WEB-1',
    });
    expect(orderFromDraft({ ...draft, type: 'limit' }, 'WEB-1')).toHaveProperty('price', '61000');
    expect(orderFromDraft({ ...draft, timeInForce: 'fok' }, 'WEB-1')).toHaveProperty('timeInForce', 'fok');
  });

  it('keeps the time in force of a limit order while it is a market order, which does not wait', () => {
    expect(timesInForceOf({ type: 'market' })).toEqual(['ioc', 'fok']);
    expect(timeInForceOf({ type: 'limit', timeInForce: 'day' })).toBe('day');
    expect(timeInForceOf({ type: 'market', timeInForce: 'day' })).toBe('ioc');
    expect(timeInForceOf({ type: 'market', timeInForce: 'fok' })).toBe('fok');
  });
});
