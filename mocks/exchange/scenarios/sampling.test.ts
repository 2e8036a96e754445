import { TraceFlags } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { byName } from '../test-support';
import { startedControl } from './test-control';

async function sampled(ratio: number) {
  const exchange = await startedControl();
  exchange.control.setSampling(ratio);
  await exchange.under([], { ordersPerSecond: 50, seconds: 4 });
  expect(exchange.reconcile()).toEqual([]);
  return exchange;
}

describe('head sampling', () => {
  it('records about its share of the orders, each trace as a whole', async () => {
    const { spans } = await sampled(0.5);
    const share = byName(spans(), 'client_order_received').length / 200;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
    const ids = new Set(spans().map((span) => span.spanContext().spanId));
    expect(spans().filter(({ parentSpanContext: parent }) => parent && !ids.has(parent.spanId))).toEqual([]);
  });

  it('says on a link whether what it points to was recorded', async () => {
    const { spans } = await sampled(0.5);
    const ids = new Set(spans().map((span) => span.spanContext().spanId));
    const links = byName(spans(), 'order_batching').flatMap((batch) => batch.links);
    const flags = links.map(({ context }) => (context.traceFlags & TraceFlags.SAMPLED) !== 0);
    expect(new Set(flags)).toEqual(new Set([true, false]));
    expect(flags).toEqual(links.map(({ context }) => ids.has(context.spanId)));
  });

  it('records nothing at 0 while everything goes on', async () => {
    const { spans, states, control } = await sampled(0);
    // The clients had logged in, and the venues were connected to, at 1.
    expect(byName(spans(), 'client_order_received')).toEqual([]);
    expect(states.filter(({ state }) => state === 'filled').length).toBeGreaterThan(150);
    expect(control.state().sampling).toBe(0);
  });
});
