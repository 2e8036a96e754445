import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { Service } from '../messaging/service';
import { type SpanRef, SpanRegistry } from '../messaging/span-refs';
import { Traffic } from '../messaging/traffic';
import type { ClientOrder } from '../orders/types';
import { byName } from '../test-support';
import { VirtualClock } from '../virtual-clock';
import { startFillService } from './fill-service';
import { createTopics } from './topics';

const TERMS = { symbol: 'BTCUSDT', side: 'buy', type: 'market', price: null, worstPrice: 6_200_000 } as const;

function spanNumbered(n: number): SpanRef {
  return { traceId: String(n).padStart(32, '0'), spanId: String(n).padStart(16, '0'), sampled: true };
}

function orderNumbered(n: number): ClientOrder {
  const ids = { orderId: `ORD-${n}`, clientOrderId: `CLI-${n}`, userId: `USR-${n}` };
  return { ...ids, ...TERMS, lots: 10, origin: spanNumbered(n) };
}

/** A fill-service that remembers so many orders' spans. */
function fillService(capacity: number) {
  const exporter = new InMemorySpanExporter();
  const identity = { name: 'fill-service', version: '1', instanceId: '1', hostName: 'h' };
  const { tracer } = createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]);
  const clock = new VirtualClock(1_800_000_000);
  const onFault = (_service: string, error: unknown) => expect.fail(String(error));
  const service = new Service('fill-service', { tracer, clock, rng: createRng(1), traffic: new Traffic(), onFault });
  const topics = createTopics();
  const origins = new SpanRegistry(capacity);
  startFillService(service, topics, origins);
  return { service, topics, origins, clock, spans: () => exporter.getFinishedSpans() };
}

it('a fill whose orders are partly forgotten says how many links it lacks, and is still found by their ids', async () => {
  const { service, topics, origins, clock, spans } = fillService(2);
  const contributions = [1, 2, 3].map((n) => ({ order: orderNumbered(n), lots: 10 }));
  const exchangeOrderId = 'EXO-1';
  service.send(topics.fills, { kind: 'plan', order: { ...TERMS, exchangeOrderId, lots: 30, contributions } });
  const fill = {
    kind: 'fill',
    exchangeOrderId,
    fillId: 'F-1',
    lots: 30,
    price: 6_100_000,
    fill: spanNumbered(9),
  } as const;
  service.send(topics.fills, { ...fill, done: true });
  await clock.run();

  // The third order pushed the first one out.
  expect(origins.evicted).toBe(1);
  const [matching] = byName(spans(), 'fill_matching');
  expect(matching?.attributes).toMatchObject({
    'links.missing': 1,
    'allocation.count': 3,
    'order.ids': ['ORD-1', 'ORD-2', 'ORD-3'],
    'client.order_ids': ['CLI-1', 'CLI-2', 'CLI-3'],
  });
  expect(matching?.links.map(({ context }) => Number(context.spanId))).toEqual([9, 2, 3]);
});

it('a fill that has all its links says nothing of any that is missing', async () => {
  const { service, topics, clock, spans } = fillService(2);
  const contributions = [{ order: orderNumbered(1), lots: 10 }];
  service.send(topics.fills, { kind: 'plan', order: { ...TERMS, exchangeOrderId: 'E', lots: 10, contributions } });
  const fill = {
    kind: 'fill',
    exchangeOrderId: 'E',
    fillId: 'F',
    lots: 10,
    price: 6_100_000,
    fill: spanNumbered(9),
  } as const;
  service.send(topics.fills, { ...fill, done: true });
  await clock.run();
  const [matching] = byName(spans(), 'fill_matching');
  expect(matching?.links).toHaveLength(2);
  expect(matching?.attributes).toMatchObject({ 'order.id': 'ORD-1' });
  expect(Object.keys(matching?.attributes ?? {})).not.toContain('links.missing');
});
