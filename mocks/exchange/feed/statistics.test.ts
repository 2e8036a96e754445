import { describe, expect, it } from 'vitest';
import { FeedStatistics } from './statistics';

const START = 1_800_000_000_000;
const session = { venue: 'v', state: 'Subscribed', reason: '' } as const;
const symbol = { symbol: 'S', sequence: 1, lastTickAgeMs: 0, stale: false };

/** Connected at once, with a message every 100 ms for so many seconds. */
function running(seconds: number) {
  const statistics = new FeedStatistics(START);
  statistics.up(START);
  for (let ms = 0; ms < seconds * 1000; ms += 100) statistics.message(START + ms, 2);
  return statistics;
}

describe('FeedStatistics', () => {
  it('counts messages, their rate over ten whole seconds, and their age', () => {
    const report = running(20).report(START + 20_500, session, [symbol]);
    expect(report).toMatchObject({ messages: 200, rate: 10, reconnects: 0, missing: 0, quality: 100 });
    expect(report.ageP50Ms).toBeGreaterThan(1.9);
    expect(report.ageP99Ms).toBeLessThan(2.1);
  });

  it('forgets the ages of a burst after half a minute, and has none while nothing comes', () => {
    const statistics = running(1);
    for (let count = 0; count < 1_000; count++) statistics.message(START + 900, 5_000);
    for (let ms = 1_000; ms < 29_900; ms += 100) statistics.message(START + ms, 2);
    const p99At = (ms: number) => statistics.report(START + ms, session, [symbol]).ageP99Ms;
    expect(p99At(29_900)).toBeGreaterThan(4_700);
    statistics.message(START + 30_000, 2);
    expect(p99At(30_000)).toBeLessThan(2.1);
    expect(p99At(90_000)).toBeNull();
  });

  it('scores the last half minute only', () => {
    const statistics = running(10);
    // 100 came and 2 are missing in the first ten seconds: 10 points for each per cent.
    statistics.anomaly(START + 9_000, 'gap', 2);
    const now = statistics.report(START + 10_000, session, [symbol]);
    expect(now.quality).toBeCloseTo(100 - (10 * 200) / 102, 10);
    const later = statistics.report(START + 40_000, session, [symbol]);
    expect([later.quality, later.missing, later.anomalies.gap]).toEqual([100, 2, 1]);
  });

  it('counts an unreadable frame as one that came and was bad', () => {
    const statistics = running(1);
    statistics.anomaly(START + 500, 'parse_error');
    // 1 of 11: 5 points for each per cent.
    const { messages, quality } = statistics.report(START + 1_000, session, [symbol]);
    expect([messages, quality]).toEqual([10, expect.closeTo(100 - 500 / 11, 10)]);
  });

  it('takes the time without a connection off, while it lasts and for half a minute after, and the reconnect', () => {
    const statistics = running(15);
    statistics.down(START + 15_000);
    expect(statistics.report(START + 20_000, session, [symbol]).quality).toBeCloseTo(75, 10);
    statistics.up(START + 20_000);
    const back = statistics.report(START + 25_000, session, [symbol]);
    expect(back.quality).toBeCloseTo(100 - 20 - 5, 10);
    expect(back.reconnects).toBe(1);
    expect(statistics.report(START + 50_000, session, [symbol]).quality).toBe(100);
  });

  it('takes a missed heartbeat off for half a minute', () => {
    const statistics = running(1);
    statistics.anomaly(START + 500, 'heartbeat_missed');
    expect(statistics.report(START + 1_000, session, [symbol]).quality).toBe(90);
    expect(statistics.report(START + 31_000, session, [symbol]).quality).toBe(100);
  });

  it('is at 0 until the first connection', () => {
    const statistics = new FeedStatistics(START);
    expect(statistics.report(START, session, []).quality).toBe(0);
    expect(statistics.report(START + 5_000, session, []).quality).toBe(0);
  });
});
