import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { type PeersQuestion, peers } from './peers';
import { openTestStore, TEST_START, type TestStore, testSpan } from './test-support';

const HOUR = 3_600_000_000_000n;
/** Two lumps, thirty times apart, and some that are equal to the nanosecond. */
const rng = createRng(11);
const durations = Array.from({ length: 2_000 }, () =>
  rng.int(4) === 0 ? 5_000_000 : Math.round((rng.int(3) === 0 ? 30e6 : 1e6) * (0.9 + 0.2 * rng.next())),
);

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  const risk = { service: 'risk-manager', name: 'check_risk' };
  await test.writer.write(
    durations.map((durationNanos, i) => testSpan({ ...risk, startNanos: i * 1_000_000, durationNanos })),
  );
  await test.writer.write([
    testSpan({ ...risk, name: 'check_wallet', durationNanos: 1 }),
    testSpan({ ...risk, service: 'gateway', durationNanos: 2 }),
    testSpan({ ...risk, startNanos: Number(HOUR), durationNanos: 3 }),
    testSpan({ ...risk, startNanos: -1, durationNanos: 4 }),
    ...[0, 10, 20, 30].map((durationNanos) => testSpan({ service: "o'brien", name: "x' OR 1 = 1 --", durationNanos })),
    testSpan({ service: 'nameless', name: '', durationNanos: 7 }),
  ]);
}, 30_000);
afterAll(() => test.dispose());

const ask = (question: Partial<PeersQuestion> = {}) =>
  peers(test.store, {
    service: 'risk-manager',
    operation: 'check_risk',
    start: TEST_START,
    end: TEST_START + HOUR,
    durationNanos: 5_000_000,
    ...question,
  });

describe('peers', () => {
  it('counts those of the service and operation in the range, to the nanosecond of its bounds', async () => {
    expect((await ask()).count).toBe(2_000);
    expect((await ask({ start: TEST_START - 1n, end: TEST_START + HOUR + 1n })).count).toBe(2_002);
    expect((await ask({ start: TEST_START + 500_000n, end: TEST_START + 2_000_001n })).count).toBe(2);
  });

  it('ranks a length exactly as sorting all of them does', async () => {
    for (const durationNanos of [0, 1_000_000, 4_999_999, 5_000_000, 5_000_001, durations[3] as number, 90e6]) {
      const { shorter, alike } = await ask({ durationNanos });
      expect([shorter, alike]).toEqual([
        durations.filter((each) => each < durationNanos).length,
        durations.filter((each) => each === durationNanos).length,
      ]);
    }
  });

  it('gives the nearest ranks as percentiles, exactly', async () => {
    const sorted = durations.toSorted((a, b) => a - b);
    // Of 2,000 the 1,000th, the 1,900th and the 1,980th: half of them, 95 and 99 % took no longer.
    expect(await ask()).toMatchObject({
      min: sorted[0],
      p50: sorted[999],
      p95: sorted[1_899],
      p99: sorted[1_979],
      max: sorted[1_999],
    });
  });

  it('gives them of few spans, too, whatever is in the name', async () => {
    const few = { service: "o'brien", operation: "x' OR 1 = 1 --", durationNanos: 20 };
    // Half of 0, 10, 20 and 30 took 10 or less; 95 % of four are all four.
    expect(await ask(few)).toMatchObject({
      count: 4,
      shorter: 2,
      alike: 1,
      min: 0,
      p50: 10,
      p95: 30,
      p99: 30,
      max: 30,
    });
  });

  it('has every span in the bin of its length, those that took no time at all at half a nanosecond', async () => {
    const { bins } = await ask();
    const expected = Map.groupBy(durations, (each) => Math.floor(Math.log2(each) * 64));
    expect(new Map(bins)).toEqual(new Map([...expected].map(([bin, each]) => [bin, each.length])));
    const few = await ask({ service: "o'brien", operation: "x' OR 1 = 1 --" });
    // 2^(-64/64) is a half; the binary logarithms of 10, 20 and 30 are 3.32, 4.32 and 4.91.
    expect(few.bins.map(([bin]) => bin).toSorted((a, b) => a - b)).toEqual([-64, 212, 276, 314]);
  });

  it('takes the empty name for a name', async () => {
    expect(await ask({ service: 'nameless', operation: '' })).toMatchObject({ count: 1, max: 7 });
  });

  it('has no numbers where there are no spans', async () => {
    expect(await ask({ operation: 'unknown' })).toMatchObject({
      count: 0,
      shorter: 0,
      alike: 0,
      min: null,
      p50: null,
      p99: null,
      max: null,
      bins: [],
    });
  });
});
