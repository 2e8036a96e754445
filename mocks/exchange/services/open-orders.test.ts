import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientOrder } from '../orders/types';
import { OpenOrders } from './open-orders';
import type { ExchangeOrder } from './topics';

const TERMS = { symbol: 'BTCUSDT', side: 'buy', type: 'limit', price: 100, worstPrice: 100 } as const;
const ORIGIN = { traceId: '1'.padStart(32, '0'), spanId: '1'.padStart(16, '0'), sampled: true };
const client = (id: string): ClientOrder => {
  return { ...TERMS, orderId: id, clientOrderId: id, userId: 'u', lots: 100, origin: ORIGIN };
};

/** `A5 B3`: an order of eight lots, the first five of A and the others of B. */
function exchangeOrder(exchangeOrderId: string, parts: string): ExchangeOrder {
  const contributions = parts
    .split(' ')
    .map((part) => ({ order: client(part.slice(0, 1)), lots: Number(part.slice(1)) }));
  return { ...TERMS, exchangeOrderId, lots: contributions.reduce((sum, { lots }) => sum + lots, 0), contributions };
}

function openOrders(orders: Readonly<Record<string, string>>): OpenOrders {
  const open = new OpenOrders();
  for (const [id, parts] of Object.entries(orders)) open.add(exchangeOrder(id, parts), 'binance', 0);
  return open;
}

const affected = (open: OpenOrders, id: string) => open.cancel(id).map(({ order }) => order.exchangeOrderId);

describe('the open exchange orders that a cancelled client order is in', () => {
  it('are all that have some of it', () => {
    const open = openOrders({ 'EXO-1': 'A5', 'EXO-2': 'A2 B3', 'EXO-3': 'B4' });
    expect([affected(open, 'A'), affected(open, 'B'), affected(open, 'C')]).toEqual([
      ['EXO-1', 'EXO-2'],
      ['EXO-2', 'EXO-3'],
      [],
    ]);
  });

  it('are none in which its part has been filled', () => {
    const open = openOrders({ 'EXO-1': 'A2 B3' });
    const order = open.find('EXO-1');
    if (order) open.book(order, 2, 100);
    expect([affected(open, 'A'), affected(open, 'B')]).toEqual([[], ['EXO-1']]);
  });

  it('are those that one finds by looking at each, whatever came and went before', () => {
    const step = fc.record({
      parts: fc.subarray(['A1', 'B2', 'C3', 'D4'], { minLength: 1 }),
      filled: fc.nat(12),
      removed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const open = new OpenOrders();
        for (const [index, { parts, filled, removed }] of steps.entries()) {
          const order = exchangeOrder(`EXO-${index}`, parts.join(' '));
          open.add(order, 'kraken', 0);
          const added = open.find(order.exchangeOrderId);
          if (!added) throw new Error('It was not added');
          open.book(added, Math.min(filled, order.lots), 100);
          if (removed) open.remove(added);
        }
        for (const id of ['A', 'B', 'C', 'D']) {
          // The first contributions are filled first.
          const byHand = steps.flatMap(({ parts, filled, removed }, index) => {
            const end = parts.slice(0, parts.findIndex((part) => part.startsWith(id)) + 1);
            const lotsUpTo = end.reduce((sum, part) => sum + Number(part.slice(1)), 0);
            return !removed && lotsUpTo > filled ? [`EXO-${index}`] : [];
          });
          expect(affected(open, id)).toEqual(byHand);
        }
      }),
    );
  });
});
