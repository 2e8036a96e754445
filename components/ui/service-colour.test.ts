import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERIES_COUNT, seriesAmong, seriesBackground, serviceSeries } from './service-colour';

describe('the colour that a service prefers', () => {
  it('is one of the twelve series, always the same', () => {
    for (let index = 0; index < 500; index++) {
      const series = serviceSeries(`service-${index}`);
      expect(series).toBeGreaterThanOrEqual(1);
      expect(series).toBeLessThanOrEqual(SERIES_COUNT);
      expect(serviceSeries(`service-${index}`)).toBe(series);
      expect(seriesBackground(series)).toBe(`bg-series-${series}`);
    }
  });

  it('is each of the twelve about equally often', () => {
    const uses = Array.from({ length: SERIES_COUNT }, () => 0);
    for (let index = 0; index < 12_000; index++) {
      const slot = serviceSeries(`svc-${index}`) - 1;
      uses[slot] = (uses[slot] ?? 0) + 1;
    }
    // 1,000 expected each, with a standard deviation of 30.
    for (const count of uses) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('is there for any name, the empty one too', () => {
    for (const name of ['', '__proto__', '服务']) expect(serviceSeries(name)).toBeGreaterThanOrEqual(1);
  });

  const TOGETHER: Readonly<Record<string, string>> = {
    'the life of an order':
      'fillpath-browser client-gateway user-service wallet-service risk-manager order-manager batching-service algo-engine ' +
      'exchange-gateway venue-binance fill-service notification-service',
    'the way of an order into the exchange':
      'fillpath-browser api-gateway client-gateway order-entry user-service wallet-service risk-manager order-manager ' +
      'notification-service strategy-engine',
    'a batch over all venues':
      'algo-engine batching-service exchange-gateway venue-binance venue-kraken venue-default order-manager wallet-service',
    'an arbitrage':
      'algo-engine arbitrage-engine exchange-gateway venue-binance venue-kraken venue-default order-manager wallet-service',
    'a distributed or direct order':
      'order-client order-gateway risk-service order-validator execution-service order-router notification-service',
  };
  it.each(Object.entries(TOGETHER))('differs from that of every other service in %s', (_what, services) => {
    const names = services.split(' ');
    expect(new Set(names.map(serviceSeries)).size).toBe(names.length);
  });
});

describe('the colours of services that are seen together', () => {
  const names = fc.uniqueArray(fc.string(), { maxLength: 30 });

  it('are shared by none while there are free ones', () => {
    fc.assert(
      fc.property(names, (services) => {
        const series = new Set(services.map(seriesAmong(services)));
        expect(series.size).toBe(Math.min(services.length, SERIES_COUNT));
      }),
    );
  });

  it('do not depend on the order of the services, nor on how often each is named', () => {
    fc.assert(
      fc.property(names, (services) => {
        const [there, back] = [seriesAmong(services), seriesAmong([...services.toReversed(), ...services])];
        expect(services.map(back)).toEqual(services.map(there));
      }),
    );
  });

  it('are those that the services prefer, but for the later by name of those that prefer the same', () => {
    fc.assert(
      fc.property(names, (services) => {
        const seriesOf = seriesAmong(services);
        for (const preferred of new Set(services.map(serviceSeries))) {
          const first = services.filter((service) => serviceSeries(service) === preferred).sort()[0] ?? '';
          expect(seriesOf(first)).toBe(preferred);
        }
      }),
    );
  });

  it('leave a service that is not among them the one that it prefers', () => {
    expect(seriesAmong(['a', 'b'])('somebody')).toBe(serviceSeries('somebody'));
  });
});
