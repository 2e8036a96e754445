import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Allocation, orderIdAttributes, type Slice, sliceBatch } from './slicing';
import type { ClientOrder } from './types';

const origin = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: true };
const order = (orderId: string, lots: number, terms: Partial<ClientOrder> = {}): ClientOrder => ({
  orderId,
  clientOrderId: `c-${orderId}`,
  userId: `u-${orderId}`,
  symbol: 'BTCUSDT',
  side: 'buy',
  type: 'limit',
  price: 6_100_000,
  worstPrice: 6_100_000,
  lots,
  origin,
  ...terms,
});
const whose = (slices: readonly Slice[]) =>
  slices.map((slice) => slice.contributions.map(({ order: { orderId }, lots }) => `${orderId} ${lots}`).join(' + '));

describe('sliceBatch', () => {
  it('puts orders end to end and cuts the whole, keeping whose each part is', () => {
    expect(whose(sliceBatch([order('A', 5), order('B', 3)]))).toEqual(['A 4', 'A 1 + B 3']);
    // 7 lots in two slices: the odd one goes to the first.
    expect(whose(sliceBatch([order('A', 7)]))).toEqual(['A 4', 'A 3']);
  });

  it('keeps one lot whole and cuts large orders into more slices, eight at most', () => {
    expect(whose(sliceBatch([order('A', 1)]))).toEqual(['A 1']);
    // A slice of BTCUSDT is about 50,000 lots.
    expect(whose(sliceBatch([order('A', 150_000)]))).toEqual(['A 50000', 'A 50000', 'A 50000']);
    expect(sliceBatch([order('A', 50_000_000)])).toHaveLength(8);
  });

  it('merges no order that waits until the end of the day with one that waits longer', () => {
    const slices = sliceBatch([order('A', 1), order('B', 1, { timeInForce: 'day' }), order('C', 1)]);
    expect(whose(slices)).toEqual(['A 1', 'C 1', 'B 1']);
    expect(slices.map(({ timeInForce }) => timeInForce)).toEqual(['gtc', 'gtc', 'day']);
  });

  it('never merges orders of other symbols, sides, types or limits', () => {
    const slices = sliceBatch([
      order('A', 1),
      order('B', 1, { side: 'sell' }),
      order('C', 1, { worstPrice: 6_100_001, price: 6_100_001 }),
      order('D', 1, { type: 'market', price: null }),
      order('E', 1, { symbol: 'ETHUSDT' }),
      order('F', 1),
    ]);
    expect(whose(slices)).toEqual(['A 1', 'F 1', 'B 1', 'C 1', 'D 1', 'E 1']);
  });

  it('gives every client exactly what was ordered, for any batch', () => {
    const batch = fc.array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.nat(2)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(batch, (drawn) => {
        const orders = drawn.map(([lots, step], index) => order(String(index), lots, { worstPrice: 100 + step }));
        const given = new Map<string, number>();
        for (const slice of sliceBatch(orders)) {
          expect(slice.contributions.reduce((sum, { lots }) => sum + lots, 0)).toBe(slice.lots);
          for (const { order: client, lots } of slice.contributions) {
            expect(client.worstPrice).toBe(slice.worstPrice);
            given.set(client.orderId, (given.get(client.orderId) ?? 0) + lots);
          }
        }
        expect(given).toEqual(new Map(orders.map(({ orderId, lots }) => [orderId, lots])));
      }),
    );
  });
});

describe('Allocation', () => {
  it('serves the earlier client first, over several fills', () => {
    const [a, b] = [order('A', 5), order('B', 3)];
    const allocation = new Allocation([
      { order: a, lots: 5 },
      { order: b, lots: 3 },
    ]);
    expect(allocation.take(2)).toEqual([{ order: a, lots: 2 }]);
    expect(allocation.take(4)).toEqual([
      { order: a, lots: 3 },
      { order: b, lots: 1 },
    ]);
    expect(allocation.left).toBe(2);
    expect(() => allocation.take(3)).toThrow('3 lots cannot be allocated: 2 were left');
  });
});

describe('orderIdAttributes', () => {
  it('uses single values for one order and arrays for several', () => {
    expect(orderIdAttributes([order('A', 1)])).toEqual({
      'order.id': 'A',
      'client.order_id': 'c-A',
      'user.id': 'u-A',
    });
    expect(orderIdAttributes([order('A', 1), order('B', 1, { userId: 'u-A' })])).toEqual({
      'order.ids': ['A', 'B'],
      'client.order_ids': ['c-A', 'c-B'],
      'user.ids': ['u-A'],
    });
  });
});
