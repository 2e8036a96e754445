import { describe, expect, it } from 'vitest';
import { SYMBOLS } from '../market/instruments';
import { parsePorts, venueOf } from './venues';

describe('venueOf', () => {
  it('routes USDT to binance, crypto against USD to kraken, and the rest to the default venue', () => {
    expect(SYMBOLS.map((symbol) => `${symbol} ${venueOf(symbol)}`)).toEqual([
      'BTCUSDT binance',
      'ETHUSDT binance',
      'SOLUSDT binance',
      'BTCUSD kraken',
      'ETHUSD kraken',
      'AAPL default',
    ]);
  });
});

describe('parsePorts', () => {
  it('reads the ports that are given and leaves the others out', () => {
    expect(parsePorts(undefined)).toEqual({});
    expect(parsePorts('')).toEqual({});
    expect(parsePorts('binance:9001, orders:9010,')).toEqual({ binance: 9001, orders: 9010 });
  });

  it.each(['nyse:9001', 'binance', 'binance:0', 'binance:65536', 'binance:9001:1', 'binance:-1'])(
    'refuses %j',
    (text) => {
      expect(() => parsePorts(text)).toThrow('FILLPATH_VENUE_PORTS must be like "binance:9001,orders:9010"');
    },
  );
});
