import { expect, it } from 'vitest';
import { byName } from '../test-support';
import { startedControl, startMs } from './test-control';

it('a scenario that finds no quiet in thirty seconds says so, and leaves the orders of the load alone after that', async () => {
  const { control, settled, clock, flows, spans } = await startedControl();
  const played = async () => {
    void flows.service('client-gateway').track(() => clock.sleep(34_000));
    await control.startScenario('calm-market', { durationSeconds: 1, ordersPerSecond: 1 });
    await clock.sleep(30_000);
    await control.setLoad(30);
    await clock.sleep(7_000);
    await control.setLoad(0);
  };
  await settled(played());
  expect(control.state().run?.reconciliation).toEqual([
    expect.stringContaining('messages were still under way after 30 s.'),
  ]);
  const sent = new Map(
    byName(spans(), 'client_order_received').map((span) => [span.attributes['order.id'], startMs(span)]),
  );
  const rested = byName(spans(), 'cancel_order_received').map(
    (span) => startMs(span) - (sent.get(span.attributes['order.id']) ?? 0),
  );
  expect(rested.length).toBeGreaterThan(5);
  expect(Math.min(...rested)).toBeGreaterThan(500);
});
