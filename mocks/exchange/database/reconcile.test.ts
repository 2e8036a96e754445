import { describe, expect, it } from 'vitest';
import { instrumentOf } from '../market/instruments';
import { Blotter } from '../orders/blotter';
import type { ClientOrder } from '../orders/types';
import { Ledger } from '../wallet/ledger';
import { openDatabase } from './database';
import { reconcile } from './reconcile';

const UNIT = 100_000_000n;
const instrument = instrumentOf('BTCUSDT');

const order = (orderId: string, side: 'buy' | 'sell', lots: number): ClientOrder => ({
  orderId,
  clientOrderId: orderId,
  userId: 'u',
  symbol: 'BTCUSDT',
  side,
  type: 'limit',
  price: 6_100_000,
  worstPrice: 6_100_000,
  lots,
  origin: { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), sampled: true },
});

/** One order partly filled and open, one filled, one cancelled after a fill; the blotter remembers one finished order. */
function traded(maxFinished = 1) {
  const database = openDatabase();
  const ledger = new Ledger(database);
  const blotter = new Blotter(database, maxFinished);
  ledger.deposit('u', 'USDT', 1_000_000n * UNIT);
  ledger.deposit('u', 'BTC', 5n * UNIT);
  const place = (client: ClientOrder) => {
    expect(ledger.reserve(client.orderId, 'u', { ...client, instrument }, client.worstPrice)).toBeNull();
    expect(blotter.open(client, '10').accepted).toBe(true);
  };
  const fill = ({ orderId, side }: ClientOrder, lots: number, price: number) => {
    ledger.settle({ orderId, bookingId: `${price}` }, { instrument, side, lots }, price, 6_100_000, 'venue');
    blotter.apply(orderId, { kind: 'fill', lots, price }, '20');
  };
  const [open, filled, cancelled] = [order('1', 'buy', 900), order('2', 'buy', 700), order('3', 'sell', 500)];
  for (const each of [open, filled, cancelled]) place(each);
  fill(open, 300, 6_090_000);
  fill(filled, 700, 6_100_000);
  fill(cancelled, 200, 6_150_000);
  blotter.apply('3', { kind: 'cancel', lots: 300, reason: 'requested' }, '30');
  ledger.release('3');
  return { database, blotter };
}

describe('reconcile', () => {
  it('finds nothing where everything adds up, also when the orders of some fills are forgotten', () => {
    const { database, blotter } = traded();
    expect(blotter.evicted).toBe(1);
    expect(blotter.find('u', '2')).toBeNull();
    expect(reconcile(database)).toEqual([]);
  });

  it.each([
    [
      'UPDATE wallet SET balance = balance + 1 WHERE owner = ? AND currency = ?',
      ['u', 'BTC'],
      ['The balance of u BTC, in 10^-8, is off by 1.'],
    ],
    [
      'UPDATE wallet SET balance = balance - 7 WHERE owner = ? AND currency = ?',
      ['venue', 'USDT'],
      ['The balance of house USDT, in 10^-8, is off by -7.'],
    ],
    [
      'UPDATE wallet SET reserved = reserved + 2 WHERE owner = ? AND currency = ?',
      ['u', 'USDT'],
      ['What is reserved of u USDT, in 10^-8, is off by 2.'],
    ],
    [
      'UPDATE position SET lots = lots + 1, realised = realised + 5 WHERE user_id = ? AND symbol = ?',
      ['u', 'BTCUSDT'],
      ['The position in lots of u BTCUSDT is off by 1.', 'The result in ticks times lots of u BTCUSDT is off by 5.'],
    ],
    ['DELETE FROM position WHERE user_id = ? AND symbol = ?', ['u', 'BTCUSDT'], [/lots/, /result/i]],
    [
      'UPDATE "order" SET state = ? WHERE order_id = ?',
      ['accepted', '1'],
      ['Order 1 is accepted, which its quantities do not say.'],
    ],
  ])('finds what %s does', (text, values, faults) => {
    const { database } = traded();
    expect(database.query('UPDATE', 'wallet', text).run(...values)).toBe(1);
    expect(reconcile(database)).toEqual(
      faults.map((fault) => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
    );
  });

  it('finds a fill that the orders have and the wallets do not', () => {
    const { database, blotter } = traded();
    blotter.apply('1', { kind: 'fill', lots: 100, price: 6_000_000 }, '40');
    // 0.001 BTC at 60,000 are 60 USDT, reserved at 61,000.
    expect(reconcile(database)).toEqual([
      'The balance of u BTC, in 10^-8, is off by -100000.',
      'The balance of u USDT, in 10^-8, is off by 6000000000.',
      'The balance of house BTC, in 10^-8, is off by 100000.',
      'The balance of house USDT, in 10^-8, is off by -6000000000.',
      'What is reserved of u USDT, in 10^-8, is off by 6100000000.',
      'The position in lots of u BTCUSDT is off by -100.',
      'The result in ticks times lots of u BTCUSDT is off by 600000000.',
    ]);
  });
});

describe('the tables', () => {
  it('refuse a client that owes, and money reserved that is not there', () => {
    const { database } = traded();
    const owe = database.query('UPDATE', 'wallet', "UPDATE wallet SET balance = -1 WHERE owner = 'u'");
    expect(() => owe.run()).toThrow('CHECK');
    const hold = database.query('UPDATE', 'wallet', "UPDATE wallet SET reserved = balance + 1 WHERE owner = 'u'");
    expect(() => hold.run()).toThrow('CHECK');
  });

  it('take back all of a transaction that fails', () => {
    const { database } = traded();
    const rename = database.query('UPDATE', 'wallet', "UPDATE wallet SET owner = 'v' WHERE owner = 'u'");
    const failing = () =>
      database.transaction(() => {
        rename.run();
        throw new Error('in the middle');
      });
    expect(failing).toThrow('in the middle');
    expect(reconcile(database)).toEqual([]);
    database.transaction(() => rename.run());
    expect(reconcile(database)).not.toEqual([]);
  });
});
