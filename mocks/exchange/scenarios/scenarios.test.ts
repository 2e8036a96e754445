import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { FLOWS } from '../flows';
import type { Order } from '../orders/types';
import { spansAsTold } from '../test-spans';
import { byName } from '../test-support';
import { FAULTS } from './fault-catalogue';
import { SCENARIOS, type Scenario } from './scenario-catalogue';
import { operation, startedControl } from './test-control';

/** A scenario that is over in three seconds but for what it leaves open, at a fifth of its rate. */
async function played({ name, ordersPerSecond }: Scenario, { seed = 1, orderSeed = 7 } = {}) {
  const exchange = await startedControl({ seed, marketData: true });
  const { control, settled } = exchange;
  const changes = { durationSeconds: 3, ordersPerSecond: Math.max(5, ordersPerSecond / 5), seed: orderSeed };
  await settled(control.startScenario(name, changes));
  const { run, faults } = control.state();
  return { ...exchange, run, faultsLeft: faults.filter(({ active }) => active), spans: exchange.spans() };
}

/** The orders' states as they were announced; what is random is the id of a trace. */
const ordersAsTold = (states: readonly Order[]) => states.map(({ traceId: _random, ...state }) => state);

describe.each(SCENARIOS)('the scenario $name', (scenario) => {
  it('ends, adds up, leaves no fault behind, and gives the same orders and spans for the same seed', async () => {
    const runs: Awaited<ReturnType<typeof played>>[] = [];
    // From one line: exceptions on spans say where they were thrown.
    for (let run = 0; run < 2; run++) runs.push(await played(scenario));
    const [first, second] = runs as [(typeof runs)[0], (typeof runs)[0]];

    const { run, faultsLeft, inFlight, faults, openOrders, spans } = first;
    expect(run).toMatchObject({ scenario: scenario.name, ended: 'finished', reconciliation: [], elapsedSeconds: 3 });
    expect(run?.ordersSent).toBeGreaterThanOrEqual(14);
    expect([faultsLeft, inFlight(), faults]).toEqual([[], 0, []]);
    // What was to rest has been cancelled.
    expect(openOrders()).toBe(0);
    const orders = new Set(byName(spans, 'client_order_received').map((span) => span.spanContext().spanId));
    if (scenario.flows.length === 0) expect(orders.size).toBe(run?.ordersSent);

    expect(spans.length).toBeGreaterThan(100);
    expect(ordersAsTold(second.states)).toEqual(ordersAsTold(first.states));
    expect(spansAsTold(second.spans)).toEqual(spansAsTold(spans));
  });

  it('plants faults and starts flows that there are', () => {
    const [faults, flows] = [FAULTS.map(({ name }) => name), FLOWS.map(({ name }) => name)];
    expect(faults).toEqual(expect.arrayContaining([...scenario.faults]));
    expect(flows).toEqual(expect.arrayContaining([...scenario.flows]));
  });
});

describe('a scenario', () => {
  const [calm] = SCENARIOS as [Scenario];

  it('sends other orders for another seed', async () => {
    const ordersOf = async (orderSeed: number) => {
      const { spans } = await played(calm, { orderSeed });
      return operation(spans, 'order-manager', 'order_manager_processing').map(({ attributes }) => [
        attributes['order.symbol'],
        attributes['order.quantity'],
      ]);
    };
    expect(await ordersOf(1)).not.toEqual(await ordersOf(2));
  });

  it('of an arbitrage day has successes, some with slippage, and missed legs, which are errors with a reason', async () => {
    const { control, settled, spans } = await startedControl({ marketData: true });
    await settled(control.startScenario('arbitrage-day', { ordersPerSecond: 1 }));
    const done = byName(spans(), 'arbitrage.execute');
    expect(done).toHaveLength(60);
    const [failed, succeeded] = [true, false].map((isError) =>
      done.filter(({ status }) => (status.code === SpanStatusCode.ERROR) === isError),
    ) as [ReadableSpan[], ReadableSpan[]];
    const missed = failed.filter(({ attributes }) => attributes['arbitrage.failure_reason'] === 'leg_missed');
    expect([succeeded.length > 30, missed.length > 0]).toEqual([true, true]);
    expect(succeeded.some(({ attributes }) => Number(attributes['arbitrage.slippage']) > 0)).toBe(true);
    // No leg trades beyond half of the spread.
    expect(succeeded.every(({ attributes }) => Number(attributes['arbitrage.profit']) > 0)).toBe(true);
    expect(failed.every(({ attributes }) => attributes['arbitrage.profit'] === undefined)).toBe(true);
  });

  it('leaves a fault planted that was planted before it', async () => {
    const { control, settled } = await startedControl();
    control.setFault('slow-risk-check', true);
    await settled(control.startScenario('n-plus-one', { durationSeconds: 1 }));
    const active = control.state().faults.filter((fault) => fault.active);
    expect(active.map(({ name }) => name)).toEqual(['slow-risk-check']);
  });

  it('runs alone, can be stopped before its end, and another may follow', async () => {
    const { control, settled, clock } = await startedControl();
    const story = async () => {
      await control.startScenario('calm-market', {});
      await expect(control.startScenario('busy-batch', {})).rejects.toMatchObject({ kind: 'conflict' });
      await clock.sleep(1_000);
      expect(control.state().run).toMatchObject({ scenario: 'calm-market', ended: '', reconciliation: null });
      await control.stopRun();
      expect(control.state().run).toMatchObject({ ended: 'stopped', reconciliation: [], elapsedSeconds: 1 });
      await expect(control.stopRun()).rejects.toMatchObject({ kind: 'conflict' });
      await control.startScenario('busy-batch', { durationSeconds: 1 });
    };
    await settled(story());
    expect(control.state().run).toMatchObject({ scenario: 'busy-batch', ended: 'finished', reconciliation: [] });
  });

  it('adds up while the load of the slider goes on', async () => {
    const { control, settled, clock } = await startedControl();
    const story = async () => {
      await control.setLoad(50);
      await control.startScenario('cancel-fill-races', { durationSeconds: 2 });
      await clock.sleep(6_000);
      const { run, load } = control.state();
      await control.setLoad(0);
      return { run, load };
    };
    const { run, load } = await settled(story());
    expect(run).toMatchObject({ ended: 'finished', reconciliation: [] });
    // It waited a moment while the scenario was concluded.
    expect(load.achieved).toBeGreaterThan(45);
  });
});
