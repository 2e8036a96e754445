import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock, toUnixNano } from './clock';
import { VirtualClock } from './virtual-clock';

const nanosOf = (clock: { now(): [number, number] }) => BigInt(toUnixNano(clock.now()));

describe('systemClock', () => {
  afterEach(() => vi.restoreAllMocks());

  it('agrees with the system to the millisecond, in finer steps, and never goes back', () => {
    const clock = systemClock();
    const times = Array.from({ length: 1000 }, () => nanosOf(clock));
    expect(Math.abs(Number((times[0] ?? 0n) / 1_000_000n) - Date.now())).toBeLessThan(50);
    expect(times).toEqual(times.toSorted((a, b) => Number(a - b)));
    expect(new Set(times.map((time) => time % 1_000_000n)).size).toBeGreaterThan(1);
  });

  it('follows when the system clock is set', () => {
    const clock = systemClock();
    const anHourAgo = Date.now() - 3_600_000;
    vi.spyOn(Date, 'now').mockReturnValue(anHourAgo);
    expect(Number(nanosOf(clock) / 1_000_000n)).toBe(anHourAgo);
  });
});

describe('toUnixNano', () => {
  it('writes seconds and nanoseconds as one number', () => {
    expect(toUnixNano([1_800_000_000, 5])).toBe('1800000000000000005');
  });
});

describe('VirtualClock', () => {
  it('fires timers by time, then in the order in which they were set, and only while it runs', async () => {
    const clock = new VirtualClock(100);
    const fired: string[] = [];
    clock.after(1500, () => fired.push(`c ${String(clock.now())}`));
    clock.after(0.25, () => fired.push(`a ${String(clock.now())}`));
    clock.after(0.25, () => fired.push(`b ${String(clock.now())}`));
    clock.after(1, () => fired.push('called off'))();
    expect(fired).toEqual([]);
    await clock.run();
    expect(fired).toEqual(['a 100,250000', 'b 100,250000', 'c 101,500000000']);
  });

  it('lets no time pass while work outside goes on', async () => {
    const clock = new VirtualClock(100);
    const { promise, resolve } = Promise.withResolvers<void>();
    const seen: string[] = [];
    void clock.outside(promise).then(() => seen.push(`work ${String(clock.now())}`));
    void clock.sleep(1).then(() => seen.push(`sleep ${String(clock.now())}`));
    setImmediate(() => setImmediate(resolve));
    await clock.run();
    expect(seen).toEqual(['work 100,0', 'sleep 100,1000000']);
  });
});
