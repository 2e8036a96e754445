import { describe, expect, it } from 'vitest';
import { openDatabase } from '../database/database';
import { Blotter } from './blotter';
import type { ClientOrder, WrittenOrder } from './types';

const client = (n: number, userId = 'u'): ClientOrder => ({
  orderId: `ORD-${n}`,
  clientOrderId: `C-${n}`,
  userId,
  symbol: 'BTCUSDT',
  side: 'buy',
  type: 'limit',
  price: 6_100_000,
  worstPrice: 6_100_000,
  lots: 100_000,
  origin: { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), sampled: true },
});

describe('Blotter', () => {
  it('follows an order from accepted over partly filled to filled, with its average price', () => {
    const blotter = new Blotter(openDatabase());
    expect(blotter.open(client(1), '10')).toMatchObject({
      value: { state: 'accepted', price: '61000.00', quantity: '1', leavesQuantity: '1' },
    });
    expect(blotter.apply('ORD-1', { kind: 'fill', lots: 25_000, price: 6_090_000 }, '20')).toMatchObject({
      done: false,
      order: { state: 'partially_filled', filledQuantity: '0.25', averagePrice: '60900.0000', updatedAtUnixNano: '20' },
    });
    // (0.25 · 60,900 + 0.75 · 61,000) / 1 = 60,975
    expect(blotter.apply('ORD-1', { kind: 'fill', lots: 75_000, price: 6_100_000 }, '30')).toMatchObject({
      done: true,
      order: { state: 'filled', filledQuantity: '1', averagePrice: '60975.0000', receivedAtUnixNano: '10' },
    });
  });

  it('calls an order cancelled when its rest is, and says what was filled and why it ended', () => {
    const blotter = new Blotter(openDatabase());
    blotter.open(client(1), '10');
    blotter.apply('ORD-1', { kind: 'fill', lots: 40_000, price: 6_100_000 }, '20');
    expect(blotter.apply('ORD-1', { kind: 'cancel', lots: 60_000, reason: 'no_liquidity' }, '30')).toMatchObject({
      done: true,
      order: { state: 'cancelled', filledQuantity: '0.4', leavesQuantity: '0', reason: 'no_liquidity' },
    });
  });

  it('says how much of an order may still be filled once a part of it was cancelled', () => {
    const blotter = new Blotter(openDatabase());
    blotter.open(client(1), '10');
    const cancelled = blotter.apply('ORD-1', { kind: 'cancel', lots: 50_000, reason: 'self_trade' }, '20');
    expect(cancelled.order).toMatchObject({ state: 'accepted', filledQuantity: '0', leavesQuantity: '0.5' });
    blotter.apply('ORD-1', { kind: 'fill', lots: 20_000, price: 6_100_000 }, '30');
    expect(blotter.find('u', 'ORD-1')).toMatchObject({ quantity: '1', filledQuantity: '0.2', leavesQuantity: '0.3' });
  });

  it('refuses a fill beyond the quantity, of a finished order, and of an unknown one', () => {
    const blotter = new Blotter(openDatabase());
    const fill = (lots: number) => () => blotter.apply('ORD-1', { kind: 'fill', lots, price: 1 }, '20');
    expect(fill(1)).toThrow('Order ORD-1 is not open');
    blotter.open(client(1), '10');
    expect(fill(100_001)).toThrow('beyond its quantity');
  });

  it('admits a client order id once per user', () => {
    const blotter = new Blotter(openDatabase());
    blotter.open(client(1), '10');
    const again = { ...client(1), orderId: 'ORD-2' };
    expect(blotter.open(again, '20')).toMatchObject({ reject: { reason: 'duplicate_client_order_id' } });
    expect(blotter.find('u', 'ORD-2')).toBeNull();
    expect(blotter.open({ ...again, userId: 'other' }, '20').accepted).toBe(true);
  });

  it('does not count the client order id of a rejected order as used', () => {
    const blotter = new Blotter(openDatabase());
    const written: WrittenOrder = { ...client(1), price: 'NaN', quantity: '1' };
    const reject = { reason: 'bad_price', sentence: 'No.' } as const;
    expect(blotter.reject(client(1), written, reject, 'ab'.repeat(16), '10')).toMatchObject({
      price: 'NaN',
      leavesQuantity: '0',
      reason: 'No.',
    });
    expect(blotter.open({ ...client(1), orderId: 'ORD-2' }, '20').accepted).toBe(true);
  });

  it('lets a user have 10,000 open orders, and another as soon as one of them is done', () => {
    const blotter = new Blotter(openDatabase());
    for (let n = 0; n < 10_000; n++) blotter.open(client(n), '10');
    expect(blotter.open(client(10_000), '20')).toMatchObject({ reject: { reason: 'too_many_open_orders' } });
    blotter.apply('ORD-7', { kind: 'cancel', lots: 100_000, reason: 'requested' }, '30');
    expect(blotter.open(client(10_000), '40').accepted).toBe(true);
  });

  it('lists a user’s orders newest first and shows them to nobody else', () => {
    const blotter = new Blotter(openDatabase());
    for (const n of [1, 2, 3]) blotter.open(client(n), '10');
    blotter.open(client(4, 'other'), '10');
    expect(blotter.list('u', 2).map(({ orderId }) => orderId)).toEqual(['ORD-3', 'ORD-2']);
    expect(blotter.find('other', 'ORD-1')).toBeNull();
    expect(blotter.find('u', 'ORD-1')?.clientOrderId).toBe('C-1');
  });

  it('forgets the oldest finished orders beyond its bound and counts them; open ones stay', () => {
    const blotter = new Blotter(openDatabase(), 2);
    const written: WrittenOrder = { ...client(0), price: 'NaN', quantity: '1' };
    blotter.open(client(1), '10');
    for (const n of [2, 3, 4]) {
      blotter.reject(client(n), written, { reason: 'bad_price', sentence: 'No.' }, 'ab'.repeat(16), '20');
    }
    expect(blotter.list('u', 10).map(({ orderId, state }) => `${orderId} ${state}`)).toEqual([
      'ORD-4 rejected',
      'ORD-3 rejected',
      'ORD-1 accepted',
    ]);
    expect(blotter.evicted).toBe(1);
  });
});
