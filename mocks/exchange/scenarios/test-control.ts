import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { expect } from 'vitest';
import { FLOWS } from '../flows';
import { testExchange } from '../test-support';
import { createControl } from './control';

/** The whole exchange on a clock of its own, with its control; market data only if asked for. */
export async function startedControl({ seed = 1, marketData = false } = {}) {
  const exchange = await testExchange({ seed, market: marketData ? { updatesPerSecond: 10 } : {} });
  const control = createControl({
    pipeline: exchange,
    flows: FLOWS.map((flow) => ({ ...flow, start: () => flow.start(exchange.flows) })),
    spans: () => ({ ended: 0, exported: 0, failed: 0, withheld: 0, dropped: 0 }),
    seed,
    onFault: (error) => exchange.faults.push(String(error)),
  });

  /** Plants faults, lets simulated clients trade under them for a while, takes the faults out and lets everything end. */
  async function under(
    faults: readonly string[],
    {
      ordersPerSecond = 20,
      seconds = 2,
      after = 1,
    }: { ordersPerSecond?: number; seconds?: number; after?: number } = {},
  ): Promise<void> {
    const all = async () => {
      for (const fault of faults) control.setFault(fault, true);
      await control.setLoad(ordersPerSecond);
      await exchange.clock.sleep(seconds * 1000);
      await control.setLoad(0);
      for (const fault of faults) control.setFault(fault, false);
      await exchange.clock.sleep(after * 1000);
    };
    await exchange.settled(all());
  }

  return { ...exchange, control, under };
}

type Exchange = Awaited<ReturnType<typeof startedControl>>;

/** What a fault does to the spans of two seconds of trading, on top of everything adding up again. */
export async function planted(fault: string, settings?: Parameters<Exchange['under']>[1], marketData = false) {
  const exchange = await startedControl({ marketData });
  await exchange.under([fault], settings);
  expect(exchange.faults).toEqual([]);
  expect(exchange.reconcile()).toEqual([]);
  expect(exchange.inFlight()).toBe(0);
  return { ...exchange, spans: exchange.spans() };
}

export function serviceOf({ resource }: ReadableSpan): string {
  return String(resource.attributes['service.name']);
}

export function startMs({ startTime: [seconds, nanos] }: ReadableSpan): number {
  return (seconds - 1_800_000_000) * 1e3 + nanos / 1e6;
}

export function durationMs({ duration: [seconds, nanos] }: ReadableSpan): number {
  return seconds * 1e3 + nanos / 1e6;
}

/** The spans of one operation of a service. */
export function operation(spans: readonly ReadableSpan[], service: string, name: string): ReadableSpan[] {
  return spans.filter((span) => span.name === name && serviceOf(span) === service);
}

export function childrenOf(spans: readonly ReadableSpan[], parent: ReadableSpan): ReadableSpan[] {
  const { spanId } = parent.spanContext();
  return spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === spanId);
}
