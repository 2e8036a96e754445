import { describe, expect, it } from 'vitest';
import { byName } from '../test-support';
import { Refusals } from './refusals';
import { startedControl } from './test-control';

describe('refusals', () => {
  it('are counted by reason, those of orders apart from those of cancellations, the most frequent first', () => {
    const refusals = new Refusals();
    refusals.add('order', 'withdrawn');
    refusals.add('cancel', 'too_late_to_cancel');
    refusals.add('order', 'unavailable', 40);
    refusals.add('cancel', 'too_late_to_cancel');
    expect(refusals.list()).toEqual([
      { of: 'order', reason: 'unavailable', count: 40 },
      { of: 'cancel', reason: 'too_late_to_cancel', count: 2 },
      { of: 'order', reason: 'withdrawn', count: 1 },
    ]);
    expect(refusals.orders).toBe(41);
  });
});

describe('the result of a scenario', () => {
  async function resultOf(scenario: string, changes: { ordersPerSecond: number; durationSeconds: number }, fault = '') {
    const exchange = await startedControl();
    if (fault) exchange.control.setFault(fault, true);
    await exchange.settled(exchange.control.startScenario(scenario, changes));
    const { run } = exchange.control.state();
    if (!run) throw new Error('There was no run');
    return { ...exchange, run, spans: exchange.spans() };
  }

  it('tells of orders that nobody answered, and of cancellations that came too late', async () => {
    const silent = await resultOf('silent-service', { ordersPerSecond: 10, durationSeconds: 2 });
    expect(silent.run.refusals).toEqual([{ of: 'order', reason: 'unavailable', count: silent.run.ordersSent }]);
    expect(silent.run.ordersRejected).toBe(silent.run.ordersSent);

    const races = await resultOf('cancel-fill-races', { ordersPerSecond: 300, durationSeconds: 1 });
    const late = byName(races.spans, 'cancel_order').filter(
      ({ attributes }) => attributes['order.reject_reason'] === 'too_late_to_cancel',
    );
    expect(late.length).toBeGreaterThan(0);
    expect(races.run).toMatchObject({
      ordersRejected: 0,
      refusals: [{ of: 'cancel', reason: 'too_late_to_cancel', count: late.length }],
    });
  });

  it('tells of orders that queued for too long and were withdrawn; none of them trades', async () => {
    // The lock is held while publishing is tried three times: six orders a second pass, and twenty come.
    const settings = { ordersPerSecond: 20, durationSeconds: 15 };
    const { run, states, spans, faults, openOrders } = await resultOf('lock-convoy', settings, 'retries');
    const withdrawn = run.refusals.find(({ reason }) => reason === 'withdrawn')?.count ?? 0;
    expect(withdrawn).toBeGreaterThan(100);
    expect(run).toMatchObject({ ordersRejected: withdrawn, reconciliation: [] });
    expect([faults, openOrders()]).toEqual([[], 0]);
    expect(byName(spans, 'withdraw_order')).toHaveLength(withdrawn);
    const created = new Set(states.filter(({ state }) => state === 'accepted').map(({ orderId }) => orderId));
    const refused = new Set(states.filter(({ state }) => state === 'rejected').map(({ orderId }) => orderId));
    expect([...refused].filter((orderId) => created.has(orderId))).toEqual([]);
    expect(refused.size + created.size).toBe(run.ordersSent);
  });
});
