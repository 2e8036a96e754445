import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { backoffMs } from './backoff';
import { Histogram } from './histogram';
import { qualityScore } from './quality';
import { SequenceTracker } from './sequence';
import { nextState, type SessionEvent, type SessionState } from './session-state';

describe('nextState', () => {
  const walk = (...events: SessionEvent[]) =>
    events.reduce<SessionState[]>(
      (states, event) => [
        ...states,
        nextState(states.at(-1) ?? 'Disconnected', event) ?? (states.at(-1) as SessionState),
      ],
      ['Disconnected'],
    );

  it('goes from dialling to subscribed, and back from wherever it is closed', () => {
    expect(walk('dial', 'open', 'welcome', 'subscribed', 'close')).toEqual([
      'Disconnected',
      'Connecting',
      'Connected',
      'Authenticated',
      'Subscribed',
      'Disconnected',
    ]);
    for (const events of [['dial'], ['dial', 'open'], ['dial', 'open', 'welcome']] as const) {
      expect(walk(...events, 'close').at(-1)).toBe('Disconnected');
    }
  });

  it('ignores what makes no sense where it is', () => {
    expect(nextState('Disconnected', 'welcome')).toBeNull();
    expect(nextState('Disconnected', 'close')).toBeNull();
    expect(nextState('Connecting', 'welcome')).toBeNull();
    expect(nextState('Subscribed', 'dial')).toBeNull();
  });
});

describe('SequenceTracker', () => {
  const verdicts = (numbers: number[]) => {
    const tracker = new SequenceTracker();
    return numbers.map((number) => {
      const verdict = tracker.see(number);
      return verdict.kind === 'gap' ? `gap ${verdict.from}-${verdict.to}` : verdict.kind;
    });
  };

  it('tells gaps, late numbers and repeated ones apart', () => {
    expect(verdicts([1, 2, 5, 3, 5, 3, 4, 6])).toEqual([
      'next',
      'next',
      'gap 3-4',
      'out_of_order',
      'duplicate',
      'duplicate',
      'out_of_order',
      'next',
    ]);
  });

  it('begins with whatever number comes first', () => {
    expect(verdicts([17, 18, 16])).toEqual(['next', 'next', 'duplicate']);
  });

  it('misses nothing more after a snapshot', () => {
    const tracker = new SequenceTracker();
    for (const number of [1, 5]) tracker.see(number);
    tracker.restart(7);
    expect([3, 7, 8].map((number) => tracker.see(number).kind)).toEqual(['duplicate', 'duplicate', 'next']);
  });

  it('remembers 1,024 missing numbers, and no gap, however large, costs more', () => {
    const tracker = new SequenceTracker();
    tracker.see(1);
    expect(tracker.see(1e12)).toEqual({ kind: 'gap', from: 2, to: 1e12 - 1 });
    expect([tracker.see(1025).kind, tracker.see(1026).kind]).toEqual(['out_of_order', 'duplicate']);
  });

  it('finds each number once, late or in time, and every other one a duplicate, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 30 })), (numbers) => {
        const kinds = verdicts([1, ...numbers]).map((verdict, index) => [[1, ...numbers][index], verdict] as const);
        const fresh = kinds.filter(([, verdict]) => verdict !== 'duplicate').map(([number]) => number);
        expect(new Set(fresh)).toEqual(new Set([1, ...numbers]));
        expect(new Set(fresh).size).toBe(fresh.length);
      }),
    );
  });
});

describe('Histogram', () => {
  it('has no quantile before the first value', () => {
    expect(new Histogram().quantile(0.5)).toBeNull();
  });

  it('gives quantiles within 5 %', () => {
    const histogram = new Histogram();
    for (let ms = 1; ms <= 1000; ms++) histogram.add(ms);
    for (const [q, exact] of [
      [0.5, 500],
      [0.99, 990],
      [1, 1000],
    ] as const) {
      expect(Math.abs((histogram.quantile(q) ?? 0) / exact - 1)).toBeLessThanOrEqual(0.05);
    }
  });

  it('keeps what is too small or too large in its first and last bucket', () => {
    const histogram = new Histogram();
    for (const ms of [-5, 0, 1e12]) histogram.add(ms);
    expect(histogram.count).toBe(3);
    expect(histogram.quantile(0.5)).toBeLessThan(0.001);
    expect(histogram.quantile(1)).toBeGreaterThan(30 * 60 * 1000);
  });
});

describe('backoffMs', () => {
  it('doubles from 200 ms to 10 s and takes between a half and the whole of it', () => {
    const limits = { firstMs: 200, maxMs: 10_000 };
    const least = [0, 1, 2, 5, 6, 1000].map((attempt) => backoffMs(attempt, limits, { next: () => 0, int: () => 0 }));
    expect(least).toEqual([100, 200, 400, 3200, 5000, 5000]);
    const half = backoffMs(0, limits, { next: () => 0.5, int: () => 0 });
    expect(half).toBe(150);
  });

  it('waits the same for the same seed', () => {
    const waits = (seed: number) => {
      const rng = createRng(seed);
      return [0, 1, 2].map((attempt) => backoffMs(attempt, { firstMs: 1, maxMs: 9 }, rng));
    };
    expect(waits(1)).toEqual(waits(1));
    expect(waits(1)).not.toEqual(waits(2));
  });
});

describe('qualityScore', () => {
  const good = {
    received: 100,
    bad: 0,
    missing: 0,
    heartbeatsMissed: 0,
    reconnects: 0,
    down: 0,
    symbols: 4,
    stale: 0,
  };

  it('is 100 when everything came, once, fresh, all the time, and for a feed that had nothing to say', () => {
    expect(qualityScore(good)).toBe(100);
    expect(qualityScore({ ...good, received: 0, symbols: 0 })).toBe(100);
  });

  it.each([
    ['10 for each per cent that is missing', { received: 99, missing: 1 }, 90],
    ['10 for each per cent that is missing, of 25 numbers one', { received: 96, missing: 4 }, 60],
    ['5 for each per cent that is bad', { bad: 3 }, 85],
    ['10 for each heartbeat that was missed', { heartbeatsMissed: 1 }, 90],
    ['5 for each reconnect', { reconnects: 2 }, 90],
    ['1 for each per cent of the time without a connection', { down: 0.5 }, 50],
    ['1 for each per cent of the symbols that is stale', { stale: 1 }, 75],
    // 1 of 100 that should have come is missing, 2 of 101 bad: 10 + 200 · 5 / 101.
    [
      'the points of all that is wrong',
      { received: 101, bad: 2, missing: 1, reconnects: 1 },
      100 - 10 - 1000 / 101 - 5,
    ],
    ['no more than all', { down: 0.5, stale: 2, reconnects: 1 }, 0],
    ['all of a feed that is down', { down: 1 }, 0],
    ['all of a feed of which nothing arrives', { received: 0, missing: 5 }, 0],
  ])('takes off %s', (_what, trouble, score) => {
    expect(qualityScore({ ...good, ...trouble })).toBeCloseTo(score, 10);
  });
});
