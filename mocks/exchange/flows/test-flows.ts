import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { expect } from 'vitest';
import { testExchange } from '../test-support';
import type { FlowContext, StartedFlow } from './flow';

type Exchange = Awaited<ReturnType<typeof testExchange>>;
type Options = Parameters<typeof testExchange>[0];

/** Runs a flow, or several, on an exchange of their own, and everything that follows; what it needs to be asked about. */
export async function flowsOn(
  options: Options,
  run: (context: FlowContext, exchange: Exchange) => Promise<StartedFlow>,
) {
  const exchange = await testExchange(options);
  // Prices come in, if there are any, and venues are connected to.
  await exchange.settled(exchange.clock.sleep(1_000));
  const before = exchange.spans().length;
  const started = await exchange.settled(run(exchange.flows, exchange));
  const all = exchange.spans().slice(before);
  expect(exchange.faults).toEqual([]);
  return { ...exchange, started, flowSpans: all, named: (name: string) => all.filter((span) => span.name === name) };
}

/** The name of the span that a link points to, with its values of these attributes. */
export function linkText(spans: readonly ReadableSpan[], link: ReadableSpan['links'][number], keys: readonly string[]) {
  const target = spans.find((span) => span.spanContext().spanId === link.context.spanId);
  expect(target?.spanContext().traceId).toBe(link.context.traceId);
  return [
    target?.name,
    ...keys.flatMap((key) => (key in (link.attributes ?? {}) ? [String(link.attributes?.[key])] : [])),
  ].join(' ');
}
