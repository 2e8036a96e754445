import { expect, it } from 'vitest';
import { LIVE_ROWS } from '@/components/exchange/live-lists';
import { orderOf } from '@/components/exchange/test-support';
import { isTorrent, NO_ORDERS, openOrders, withHeld, withOrders } from './blotter-lists';

const ids = (orders: readonly { orderId: string }[]) => orders.map(({ orderId }) => orderId);

it('keeps an open order in sight after more than the latest came in', () => {
  const first = withOrders(NO_ORDERS, [orderOf({ orderId: 'resting', at: 1 })]);
  const many = Array.from({ length: LIVE_ROWS }, (_, i) => orderOf({ orderId: `o${i}`, at: 2, state: 'filled' }));
  const lists = withOrders(first, many);
  expect(ids(lists.latest)).not.toContain('resting');
  expect(ids(openOrders(lists, 10))).toEqual(['resting']);
});

it('takes an order from the open ones once it is done', () => {
  const open = withOrders(NO_ORDERS, [orderOf({ orderId: 'a', at: 1 }), orderOf({ orderId: 'b', at: 2 })]);
  const lists = withOrders(open, [orderOf({ orderId: 'a', state: 'cancelled', updatedAtUnixNano: '3000000000' })]);
  expect(ids(openOrders(lists, 10))).toEqual(['b']);
});

it('does not open an order again that a late answer still gives as open', () => {
  const done = withOrders(NO_ORDERS, [orderOf({ orderId: 'a', state: 'filled', updatedAtUnixNano: '9000000000' })]);
  const lists = withOrders(done, [orderOf({ orderId: 'a', state: 'accepted', updatedAtUnixNano: '1000000000' })]);
  expect(openOrders(lists, 10)).toEqual([]);
});

it('lists the open orders from the newest, as many as asked for', () => {
  const lists = withOrders(
    NO_ORDERS,
    [1, 3, 2].map((at) => orderOf({ orderId: `o${at}`, at })),
  );
  expect(ids(openOrders(lists, 2))).toEqual(['o3', 'o2']);
});

it('holds rows where they are, lets their states go on, and forgets them when told to', () => {
  const held = withHeld(NO_ORDERS, [orderOf({ orderId: 'b', at: 2 }), orderOf({ orderId: 'a', at: 1 })]);
  const lists = withOrders(held, [
    orderOf({ orderId: 'c', at: 3 }),
    orderOf({ orderId: 'b', at: 2, state: 'filled', updatedAtUnixNano: '4000000000' }),
    orderOf({ orderId: 'a', at: 1, state: 'rejected', updatedAtUnixNano: '500000000' }),
  ]);
  expect([...lists.held.values()].map(({ orderId, state }) => `${orderId} ${state}`)).toEqual([
    'b filled',
    'a accepted',
  ]);
  expect(withHeld(lists, []).held.size).toBe(0);
});

it('calls ten orders within less than five seconds a torrent', () => {
  const tenIn = (seconds: number) =>
    Array.from({ length: 10 }, (_, i) =>
      orderOf({ receivedAtUnixNano: String(9e9 - Math.round((i * seconds * 1e9) / 9)) }),
    );
  expect([tenIn(4.9), tenIn(5), tenIn(1).slice(1), []].map(isTorrent)).toEqual([true, false, false, false]);
});
