import { describe, expect, it } from 'vitest';
import { parseTerms, readWritten } from './parse-order';

const good = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: '61000.50', quantity: '0.5' };

/** Terms, or "reason: sentence". */
function parse(body: unknown) {
  const written = readWritten(body, 'default');
  const terms = written.accepted ? parseTerms(written.value) : written;
  return terms.accepted ? terms.value : `${terms.reject.reason}: ${terms.reject.sentence}`;
}

describe('reading an order', () => {
  it('reads a limit order into ticks and lots', () => {
    expect(parse(good)).toEqual({
      symbol: 'BTCUSDT',
      side: 'buy',
      type: 'limit',
      price: 6_100_050,
      worstPrice: 6_100_050,
      lots: 50_000,
      timeInForce: 'gtc',
    });
  });

  it('protects a market order at 5 % from the reference price', () => {
    const market = { symbol: 'BTCUSDT', type: 'market', quantity: '1' };
    expect(parse({ ...market, side: 'buy' })).toMatchObject({ price: null, worstPrice: 6_405_000 });
    expect(parse({ ...market, side: 'sell' })).toMatchObject({ price: null, worstPrice: 5_795_000 });
  });

  it('refuses what an order cannot say here, by its name', () => {
    expect(parse({ ...good, stopPrice: '1' })).toBe(
      'bad_request: An order has no "stopPrice" here: send clientOrderId, symbol, side, type, price, quantity, timeInForce.',
    );
  });

  it('takes how long an order is good for: a limit order until it is cancelled, a market order at once, unless they say', () => {
    const market = { ...good, type: 'market', price: undefined };
    expect(parse(market)).toMatchObject({ timeInForce: 'ioc' });
    expect(parse({ ...market, timeInForce: 'fok' })).toMatchObject({ timeInForce: 'fok' });
    for (const timeInForce of ['gtc', 'day', 'ioc', 'fok']) {
      expect(parse({ ...good, timeInForce })).toMatchObject({ timeInForce });
    }
    expect(parse({ ...market, timeInForce: 'day' })).toBe(
      'bad_time_in_force: A market order does not wait: its timeInForce is "ioc" or "fok", not "day".',
    );
  });

  it('keeps the client order id, or makes one up', () => {
    expect(readWritten({ ...good, clientOrderId: 'C-1' }, 'default')).toMatchObject({
      value: { clientOrderId: 'C-1' },
    });
    expect(readWritten(good, 'default')).toMatchObject({ value: { clientOrderId: 'default' } });
  });

  it.each([
    [{ price: 'NaN' }, 'bad_price: The price "NaN" is not a plain decimal number. Write it like "61000.50".'],
    [{ price: '1e308' }, 'bad_price: The price "1e308" is not a plain decimal number. Write it like "61000.50".'],
    [{ price: '-5' }, 'bad_price: The price "-5" must be greater than zero.'],
    [
      { price: '61000.505' },
      'bad_price: The price "61000.505" has too many decimals: BTCUSDT is priced in steps of 0.01.',
    ],
    [
      { price: '9'.repeat(64) },
      `bad_price: The price "${'9'.repeat(64)}" is too large. A price of BTCUSDT must lie from 30500.00 to 91500.00.`,
    ],
    [
      { quantity: '9'.repeat(64) },
      `bad_quantity: The quantity "${'9'.repeat(64)}" is too large. One order of BTCUSDT may ask for 1000 at most.`,
    ],
    [{ price: 61000.5 }, 'bad_price: price must be a decimal string such as "61000.50". Given was 61000.5.'],
    [
      { price: '1'.repeat(65) },
      `bad_price: price must be a decimal string such as "61000.50". Given was "${'1'.repeat(63)}… (67 characters).`,
    ],
    [{ price: undefined }, 'bad_price: A limit order needs a price.'],
    [{ type: 'market' }, 'bad_price: A market order has no price. Leave price out.'],
    [{ quantity: '0' }, 'bad_quantity: The quantity "0" must be greater than zero.'],
    [
      { quantity: '0.000001' },
      'bad_quantity: The quantity "0.000001" has too many decimals: BTCUSDT is traded in steps of 0.00001.',
    ],
    [{ quantity: undefined }, 'bad_quantity: quantity must be a decimal string such as "0.5". Nothing was given.'],
    [
      { symbol: 'DOGEUSDT' },
      'unknown_symbol: There is no symbol "DOGEUSDT". Use one of BTCUSDT, ETHUSDT, SOLUSDT, BTCUSD, ETHUSD, AAPL.',
    ],
    [
      { symbol: '__proto__' },
      'unknown_symbol: There is no symbol "__proto__". Use one of BTCUSDT, ETHUSDT, SOLUSDT, BTCUSD, ETHUSD, AAPL.',
    ],
    [
      { symbol: undefined },
      'unknown_symbol: symbol must be one of BTCUSDT, ETHUSDT, SOLUSDT, BTCUSD, ETHUSD, AAPL. Nothing was given.',
    ],
    [{ side: 'short' }, 'bad_request: side must be "buy" or "sell". Given was "short".'],
    [{ type: 'stop' }, 'bad_request: type must be "limit" or "market". Given was "stop".'],
    [{ timeInForce: 'FOK' }, 'bad_time_in_force: timeInForce must be "gtc", "day", "ioc" or "fok". Given was "FOK".'],
    [
      { clientOrderId: 'a b' },
      'bad_request: clientOrderId must be 1 to 64 letters, digits and _ . : - only. Given was "a b".',
    ],
  ])('refuses %j', (fault, expected) => expect(parse({ ...good, ...fault })).toBe(expected));

  it.each([null, 1, 'order', []])('refuses the body %j', (body) => {
    expect(parse(body)).toBe(
      'bad_request: The body must be a JSON object with symbol, side, type, price and quantity.',
    );
  });
});
