import { describe, expect, it } from 'vitest';
import { LIVE_ROWS, mergeOrders, mergeTraces } from './live-lists';
import { orderOf, traceOf } from './test-support';

describe('the live list of orders', () => {
  it('puts a new order first', () => {
    const first = orderOf({ orderId: 'ORD-1', at: 9 });
    const second = orderOf({ orderId: 'ORD-2', at: 10 });
    expect(mergeOrders([first], [second])).toEqual([second, first]);
  });

  it('updates an order in its place', () => {
    const [older, newer] = [orderOf({ orderId: 'ORD-1', at: 1 }), orderOf({ orderId: 'ORD-2', at: 2 })];
    const filled = { ...older, state: 'filled' as const, updatedAtUnixNano: '9000000000' };
    expect(mergeOrders([newer, older], [filled])).toEqual([newer, filled]);
  });

  it('keeps orders of the same moment where they are, whatever updates come and in which order', () => {
    const [a, b, c] = ['ORD-1', 'ORD-2', 'ORD-3'].map((orderId) => orderOf({ orderId, at: 5 }));
    if (!a || !b || !c) throw new Error('three orders');
    const filled = { ...a, state: 'filled' as const, updatedAtUnixNano: '9000000000' };
    const ids = (orders: readonly { orderId: string }[]) => orders.map(({ orderId }) => orderId);
    expect(ids(mergeOrders([], [b, a, c]))).toEqual(['ORD-3', 'ORD-2', 'ORD-1']);
    expect(ids(mergeOrders(mergeOrders([], [c]), [filled, b]))).toEqual(['ORD-3', 'ORD-2', 'ORD-1']);
  });

  it('keeps the later state when an answer is overtaken by an event', () => {
    const accepted = orderOf({ updatedAtUnixNano: '1999999999' });
    const filled = orderOf({ state: 'filled', updatedAtUnixNano: '2000000000' });
    expect(mergeOrders([filled], [accepted])).toEqual([filled]);
  });

  it('orders by time as a number, not as text', () => {
    const [early, late] = [orderOf({ orderId: 'ORD-1', at: 999 }), orderOf({ orderId: 'ORD-2', at: 1000 })];
    expect(mergeOrders([], [early, late]).map(({ orderId }) => orderId)).toEqual(['ORD-2', 'ORD-1']);
  });

  it('keeps the newest 100 and changes neither list', () => {
    const current = Array.from({ length: LIVE_ROWS }, (_, index) =>
      orderOf({ orderId: `ORD-${index}`, at: index + 1 }),
    );
    const merged = mergeOrders(current, [orderOf({ orderId: 'NEW', at: 500 })]);
    expect(merged).toHaveLength(100);
    expect(merged[0]?.orderId).toBe('NEW');
    expect(merged.at(-1)?.orderId).toBe('ORD-1');
    expect(current).toHaveLength(100);
  });
});

describe('the live list of traces', () => {
  it('replaces a summary by one with more spans, never by one with fewer', () => {
    const [small, large] = [traceOf({ spanCount: 2 }), traceOf({ spanCount: 40 })];
    expect(mergeTraces([small], [large])).toEqual([large]);
    expect(mergeTraces([large], [small])).toEqual([large]);
  });

  it('puts the trace that started last first', () => {
    const [early, late] = [traceOf({ traceId: 'a'.repeat(32), at: 5 }), traceOf({ traceId: 'b'.repeat(32), at: 6 })];
    expect(mergeTraces([early], [late])).toEqual([late, early]);
  });
});
