import { expect, it } from 'vitest';
import { metricsText } from './metrics';

it('writes help, type and value, each on a line of its own', () => {
  const text = metricsText([
    { name: 'orders_total', help: 'Orders placed.', type: 'counter', value: 12 },
    { name: 'load', help: 'Now.', type: 'gauge', value: 0.5 },
  ]);
  expect(text).toBe(
    '# HELP orders_total Orders placed.\n# TYPE orders_total counter\norders_total 12\n' +
      '# HELP load Now.\n# TYPE load gauge\nload 0.5\n',
  );
});
