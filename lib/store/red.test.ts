import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import type { Span } from '@/lib/otlp/model';
import { type RedNumbers, redSeries, slowestOperations } from './red';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const MINUTE = 60e9;
const WINDOW = { start: TEST_START, end: TEST_START + 60n * BigInt(MINUTE), service: '', operation: '' };
const ERROR = 2;

/** Two thirds take about 0.2 ms, one third about 40 ms: the shape on which a t-digest's p95 is far off. */
function bimodal(count: number, seed: number): number[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () =>
    Math.round(rng.int(3) === 0 ? 40e6 * (0.9 + 0.2 * rng.next()) : 0.2e6 * (0.8 + 0.4 * rng.next())),
  );
}

/** The smallest value that this share of the values does not exceed, from all of them, sorted. */
function exactQuantile(values: readonly number[], level: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(level * sorted.length) - 1] as number;
}

function expectPercentiles(numbers: RedNumbers | undefined, durations: readonly number[]): void {
  const ratios = [0.5, 0.95, 0.99].map((level, i) => {
    const found = [numbers?.p50, numbers?.p95, numbers?.p99][i] as number;
    return found / exactQuantile(durations, level);
  });
  for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(0.01);
}

const durations = bimodal(3_000, 7);
/** One span a duration, spread over five minutes; every 50th fails, every 100th is rejected. */
const spans: Span[] = durations.map((durationNanos, i) =>
  testSpan({
    service: 'risk-manager',
    name: 'check_risk',
    kind: 2,
    traceId: (i + 1).toString(16).padStart(32, '0'),
    startNanos: (i % 5) * MINUTE + i,
    durationNanos,
    statusCode: i % 50 === 0 ? ERROR : 0,
    attributes: i % 100 === 1 ? { 'order.status': 'rejected' } : {},
  }),
);

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  // Several inserts, so that a minute has several parts whose states are still apart.
  for (let first = 0; first < spans.length; first += 700) await test.writer.write(spans.slice(first, first + 700));
  // A client that heard no answer sends again.
  await test.writer.write(spans.slice(0, 700));
  await test.writer.write([
    testSpan({ service: 'gateway', name: 'POST /v1/order', kind: 2, startNanos: 10 * MINUTE, durationNanos: 0 }),
    testSpan({ service: 'gateway', name: 'GET /v1/order/{id}', kind: 2, startNanos: 10 * MINUTE, durationNanos: 500 }),
    testSpan({ service: "o'brien", name: 'a\\b\tc "d"', kind: 1, startNanos: 11 * MINUTE, durationNanos: 5e9 }),
  ]);
}, 30_000);
afterAll(() => test.dispose());

describe('redSeries', () => {
  const risk = { ...WINDOW, service: 'risk-manager' };

  it('counts every span once, in its minute, also before parts are merged and after a resend', async () => {
    const series = await redSeries(test.store, risk, MINUTE);
    expect(series.map(({ start, count, errors, rejected }) => ({ start, count, errors, rejected }))).toEqual(
      [0, 1, 2, 3, 4].map((minute) => ({
        start: TEST_START + BigInt(minute * MINUTE),
        count: 600,
        // Span i is in minute i % 5: multiples of 50 in minute 0, and 1, 101, 201 ... in minute 1.
        errors: minute === 0 ? 60 : 0,
        rejected: minute === 1 ? 30 : 0,
      })),
    );
  });

  it('gives percentiles within 1 % of the exact ones, for a minute and for several merged', async () => {
    const minutes = await redSeries(test.store, risk, MINUTE);
    for (const minute of [0, 1, 2, 3, 4]) {
      expectPercentiles(
        minutes[minute],
        durations.filter((_, i) => i % 5 === minute),
      );
    }
    const [all, ...more] = await redSeries(test.store, risk, 5 * MINUTE);
    expect(more).toEqual([]);
    expectPercentiles(all, durations);
    expect(all?.max).toBe(Math.max(...durations));
  });

  it('leaves out minutes from the end on, and before the start', async () => {
    const minute = { start: TEST_START + BigInt(MINUTE), end: TEST_START + 2n * BigInt(MINUTE) };
    const series = await redSeries(test.store, { ...risk, ...minute }, MINUTE);
    expect(series.map(({ start, count }) => [start, count])).toEqual([[minute.start, 600]]);
  });

  it('looks at one operation when told to, whatever is in its name', async () => {
    const odd = { ...WINDOW, service: "o'brien", operation: 'a\\b\tc "d"' };
    const series = await redSeries(test.store, odd, MINUTE);
    expect(series.map(({ count, max }) => [count, max])).toEqual([[1, 5e9]]);
    expect(await redSeries(test.store, { ...odd, operation: "' OR 1 = 1 --" }, MINUTE)).toEqual([]);
  });

  it('never puts a percentile above the longest span', async () => {
    for (const { p99, max } of await redSeries(test.store, WINDOW, MINUTE)) {
      expect(p99).toBeLessThanOrEqual(max as number);
    }
  });

  it('gives the longest span exactly where so few spans have no other that 95 or 99 % do not exceed', async () => {
    const lone = { ...WINDOW, service: 'gateway', operation: 'GET /v1/order/{id}' };
    expect((await redSeries(test.store, lone, MINUTE))[0]).toMatchObject({ count: 1, p50: 500, p95: 500, p99: 500 });
    // 0 and 500 ns: half of them took no time at all.
    expect((await redSeries(test.store, { ...WINDOW, service: 'gateway' }, MINUTE))[0]).toMatchObject({
      count: 2,
      p50: 0,
      p95: 500,
      p99: 500,
    });
  });
});

describe('slowestOperations', () => {
  it('lists the operations by p95, and says how many there are when the list is shorter', async () => {
    const { operations, operationCount } = await slowestOperations(test.store, WINDOW, 3);
    expect(operations.map(({ service, name, kind }) => [service, name, kind])).toEqual([
      ["o'brien", 'a\\b\tc "d"', 'Internal'],
      ['risk-manager', 'check_risk', 'Server'],
      ['gateway', 'GET /v1/order/{id}', 'Server'],
    ]);
    expect(operationCount).toBe(4);
  });

  it('gives the three slowest spans of each as examples, the slowest first', async () => {
    const { operations } = await slowestOperations(test.store, { ...WINDOW, service: 'risk-manager' }, 200);
    const slowest = spans
      .map(({ traceId, spanId }, i) => ({ traceId, spanId, durationNanos: durations[i] as number }))
      .toSorted((a, b) => b.durationNanos - a.durationNanos);
    expect(operations).toHaveLength(1);
    expect(operations[0]?.examples).toEqual(slowest.slice(0, 3));
  });

  it('gives an operation whose spans last 0 ns its numbers and its example', async () => {
    const window = { ...WINDOW, service: 'gateway', operation: 'POST /v1/order' };
    const { operations } = await slowestOperations(test.store, window, 200);
    expect(operations[0]).toMatchObject({ count: 1, p50: 0, p99: 0, max: 0, examples: [{ durationNanos: 0 }] });
  });

  it('lists a span once that a Collector has written twice', async () => {
    const twice = testSpan({ service: 'twice', startNanos: 20 * MINUTE, durationNanos: 900 });
    const once = testSpan({ service: 'twice', startNanos: 20 * MINUTE, durationNanos: 100 });
    await test.writer.write([twice, once]);
    await test.store.command(
      "INSERT INTO otel_traces SELECT * FROM otel_traces WHERE ServiceName = 'twice' AND Duration = 900",
    );
    const { operations } = await slowestOperations(test.store, { ...WINDOW, service: 'twice' }, 200);
    expect(operations[0]?.examples.map(({ spanId }) => spanId)).toEqual([twice.spanId, once.spanId]);
  });

  it('is empty where nothing was recorded', async () => {
    expect(await slowestOperations(test.store, { ...WINDOW, service: 'unknown' }, 200)).toEqual({
      operations: [],
      operationCount: 0,
    });
  });
});
