import { expect, it } from 'vitest';
import { openDatabase } from '../database/database';
import { Blotter } from './blotter';
import { idsOf, prepareOrderLists } from './order-lists';
import type { ClientOrder } from './types';

const client = (n: number, userId: string): ClientOrder => ({
  orderId: `ORD-${n}`,
  clientOrderId: `C-${n}`,
  userId,
  symbol: 'BTCUSDT',
  side: 'buy',
  type: 'limit',
  price: 6_100_000,
  worstPrice: 6_100_000,
  lots: 10,
  origin: { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), sampled: true },
});

/** Orders 1 to 5 of two users; 2 and 5 are filled. */
function traded(maxFinished?: number) {
  const database = openDatabase();
  const blotter = new Blotter(database, maxFinished);
  for (let n = 1; n <= 5; n++) blotter.open(client(n, n % 2 === 0 ? 'SIM-01' : 'USR-1'), String(n));
  for (const n of [2, 5]) blotter.apply(`ORD-${n}`, { kind: 'fill', lots: 10, price: 6_100_000 }, '9');
  return prepareOrderLists(database);
}
const ids = (orders: readonly { orderId: string }[]) => orders.map(({ orderId }) => orderId);

it('lists the latest and the open orders of all clients, newest first, with how many there are', () => {
  const lists = traded()(2, []);
  expect([ids(lists.latest), ids(lists.open)]).toEqual([
    ['ORD-5', 'ORD-4'],
    ['ORD-4', 'ORD-3'],
  ]);
  expect([lists.orderCount, lists.openCount]).toEqual([5, 3]);
  expect(lists.latest[0]).toMatchObject({ state: 'filled', filledQuantity: '0.0001', userId: 'USR-1' });
});

it('gives orders by their ids, however old, and none for those that it does not know', () => {
  const { asked } = traded()(1, ['ORD-2', 'ORD-1', 'ORD-77', `'"`]);
  expect(ids(asked).toSorted()).toEqual(['ORD-1', 'ORD-2']);
  expect(asked.find(({ orderId }) => orderId === 'ORD-2')?.state).toBe('filled');
});

it('counts orders that were forgotten among all that came in', () => {
  const lists = traded(1)(10, ['ORD-2']);
  expect([ids(lists.latest), ids(lists.asked), lists.orderCount]).toEqual([
    ['ORD-5', 'ORD-4', 'ORD-3', 'ORD-1'],
    [],
    5,
  ]);
});

it('has nothing of an exchange that nobody has traded at', () => {
  expect(prepareOrderLists(openDatabase())(10, [])).toEqual({
    latest: [],
    open: [],
    asked: [],
    orderCount: 0,
    openCount: 0,
  });
});

it('refuses to look for more than 100 orders at a time', () => {
  const asking = (count: number) => new Request(`http://localhost/?ids=${Array(count).fill('ORD-1').join(',')}`);
  expect(idsOf(asking(100))).toHaveLength(100);
  expect(() => idsOf(asking(101))).toThrow('ids names 101 orders. Ask for at most 100 at a time.');
});
