import { expect, it } from 'vitest';
import { exchangeMetrics } from './metrics';

it('names every counter once, as Prometheus wants it', () => {
  const counters = {
    ended: 1,
    exported: 2,
    failed: 3,
    withheld: 4,
    dropped: 5,
    inFlight: 6,
    evictedOrders: 7,
    evictedSpanContexts: 8,
  };
  const metrics = exchangeMetrics(counters);
  expect(metrics.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(new Set(metrics.map(({ name }) => name)).size).toBe(8);
  for (const { name, type } of metrics) expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
});
