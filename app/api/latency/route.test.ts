import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { latencyResponse, problem, servicesResponse } from '@/lib/api/contract';
import { type Runtime, setRuntime } from '@/lib/server/runtime';
import { openTestStore, TEST_START, type TestStore, testSpan } from '@/lib/store/test-support';
import { GET as getServices } from '../services/route';
import { GET } from './route';

const MINUTE = 60_000_000_000n;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  setRuntime({ store: test.store } as Runtime);
  await test.writer.write([
    testSpan({ service: 'gateway', name: 'place', startNanos: 5, durationNanos: 100 }),
    testSpan({ service: 'gateway', name: 'place', startNanos: Number(2n * MINUTE), durationNanos: 300 }),
    testSpan({ service: 'wallet', name: 'check', startNanos: Number(MINUTE), durationNanos: 200 }),
  ]);
}, 30_000);
afterAll(() => test.dispose());

async function ask(get: typeof GET, params: Readonly<Record<string, string>>): Promise<Response> {
  const url = `http://localhost/api?${new URLSearchParams(params)}`;
  return get(new Request(url), { params: Promise.resolve({}) });
}

/** From half a minute into the first to half a minute into the third minute: three whole minutes are touched. */
const RANGE = { start: String(TEST_START + MINUTE / 2n), end: String(TEST_START + 2n * MINUTE + MINUTE / 2n) };

describe('GET /api/latency', () => {
  it('covers the whole minutes that the range touches, the empty ones included', async () => {
    const answer = latencyResponse.parse(await (await ask(GET, { ...RANGE, service: 'gateway' })).json());
    expect(answer.stepNanos).toBe(60e9);
    expect(answer.series.map(({ startTimeUnixNano, count, p99 }) => [startTimeUnixNano, count, p99])).toEqual([
      [String(TEST_START), 1, 100],
      [String(TEST_START + MINUTE), 0, null],
      [String(TEST_START + 2n * MINUTE), 1, 300],
    ]);
  });

  it('counts the same spans in the series and in the operations', async () => {
    const { series, operations, operationCount } = latencyResponse.parse(await (await ask(GET, RANGE)).json());
    expect(operations.map(({ service, name, count }) => [service, name, count])).toEqual([
      ['gateway', 'place', 2],
      ['wallet', 'check', 1],
    ]);
    expect(operationCount).toBe(2);
    expect(series.reduce((sum, step) => sum + step.count, 0)).toBe(3);
    expect(operations[0]?.examples.map(({ durationNanos }) => durationNanos)).toEqual([300, 100]);
  });

  it('answers a wrong parameter with a problem document that says what to do', async () => {
    const response = await ask(GET, { start: '5', end: '4' });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(problem.parse(await response.json()).detail).toBe('"start" (5) must be before "end" (4).');
  });
});

describe('GET /api/services', () => {
  it('lists the services of the whole minutes that the range touches', async () => {
    const { services } = servicesResponse.parse(await (await ask(getServices, RANGE)).json());
    expect(services.map(({ name, count, max }) => [name, count, max])).toEqual([
      ['gateway', 2, 300],
      ['wallet', 1, 200],
    ]);
  });

  it('answers a wrong parameter with a problem document', async () => {
    expect((await ask(getServices, { start: 'now', end: '4' })).status).toBe(400);
  });
});
