import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicesResponse } from '@/lib/api/contract';
import { listServices } from './services';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const MINUTE = 60_000_000_000n;
const WINDOW = { start: TEST_START, end: TEST_START + 60n * MINUTE };

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  const traceId = '2'.padStart(32, '0');
  await test.writer.write([
    testSpan({ service: 'gateway', name: 'place', kind: 2, durationNanos: 100 }),
    testSpan({ service: 'gateway', name: 'place', kind: 2, durationNanos: 300, statusCode: 2 }),
    testSpan({ service: 'gateway', name: 'cancel', kind: 2, durationNanos: 1_000 }),
    testSpan({ service: 'wallet', name: 'check_balance', kind: 1, durationNanos: 50 }),
  ]);
  await test.writer.write([
    testSpan({
      service: 'gateway',
      name: 'place',
      kind: 2,
      durationNanos: 200,
      attributes: { 'order.status': 'rejected' },
    }),
    testSpan({ service: 'gateway', name: 'place', kind: 3, traceId, durationNanos: 40 }),
    testSpan({ service: 'later', startNanos: Number(60n * MINUTE) }),
  ]);
}, 30_000);
afterAll(() => test.dispose());

describe('listServices', () => {
  it('counts per service and per operation and kind, the busiest first', async () => {
    const { services, serviceCount } = await listServices(test.store, WINDOW, 100);
    expect(serviceCount).toBe(2);
    expect(services.map(({ name, count, errors, rejected, max }) => [name, count, errors, rejected, max])).toEqual([
      ['gateway', 5, 1, 1, 1_000],
      ['wallet', 1, 0, 0, 50],
    ]);
    expect(services[0]?.operations.map(({ name, kind, count, max }) => [name, kind, count, max])).toEqual([
      ['place', 'Server', 3, 300],
      ['cancel', 'Server', 1, 1_000],
      ['place', 'Client', 1, 40],
    ]);
  });

  it('takes the percentiles of a service from all its spans, not from those of its operations', async () => {
    const { services } = await listServices(test.store, WINDOW, 100);
    // 40, 100, 200, 300, 1000: the one in the middle is 200.
    expect(Math.abs((services[0]?.p50 as number) / 200 - 1)).toBeLessThanOrEqual(0.01);
  });

  it('cuts the operations that are called least first, and says how many there are', async () => {
    const { services, serviceCount } = await listServices(test.store, WINDOW, 3);
    expect(serviceCount).toBe(2);
    expect(services.map((service) => [service.name, service.operations.length, service.operationCount])).toEqual([
      ['gateway', 1, 3],
      ['wallet', 0, 1],
    ]);
  });

  it('keeps the promise of the contract, also for a time without spans', async () => {
    const answer = await listServices(test.store, WINDOW, 100);
    expect(servicesResponse.parse(answer)).toEqual(answer);
    const before = { start: TEST_START - 60n * MINUTE, end: TEST_START };
    expect(await listServices(test.store, before, 100)).toEqual({ services: [], serviceCount: 0 });
  });
});
