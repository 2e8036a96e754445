import { expect, it } from 'vitest';
import { SERIES_COUNT, serviceBackground, serviceSeries } from './service-colour';

it('gives a service one of the twelve series, always the same', () => {
  for (let index = 0; index < 500; index++) {
    const series = serviceSeries(`service-${index}`);
    expect(series).toBeGreaterThanOrEqual(1);
    expect(series).toBeLessThanOrEqual(SERIES_COUNT);
    expect(serviceSeries(`service-${index}`)).toBe(series);
    expect(serviceBackground(`service-${index}`)).toBe(`bg-series-${series}`);
  }
});

it('uses all twelve about equally often', () => {
  const uses = Array.from({ length: SERIES_COUNT }, () => 0);
  for (let index = 0; index < 12_000; index++) {
    const slot = serviceSeries(`svc-${index}`) - 1;
    uses[slot] = (uses[slot] ?? 0) + 1;
  }
  // 1,000 expected each, with a standard deviation of 30.
  for (const count of uses) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it('gives each service of the built-in exchange a series of its own', () => {
  const services = [
    'fillpath-browser',
    'client-gateway',
    'user-service',
    'wallet-service',
    'risk-manager',
    'order-manager',
    'batching-service',
    'algo-engine',
    'exchange-gateway',
    'venue-binance',
    'fill-service',
    'notification-service',
  ];
  expect(new Set(services.map(serviceSeries)).size).toBe(12);
});

it('takes any name, the empty one too', () => {
  expect(serviceSeries('')).toBeGreaterThanOrEqual(1);
  expect(serviceSeries('__proto__')).toBeGreaterThanOrEqual(1);
  expect(serviceSeries('服务')).toBeGreaterThanOrEqual(1);
});
