import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { instrumentOf } from '../market/instruments';
import { VirtualClock } from '../virtual-clock';
import { Load } from './load';
import { OrderSource, type SimulatedOrder } from './order-source';
import { RateMeter } from './rate-meter';
import type { Refusals } from './refusals';
import type { SimulatedClients } from './simulated-clients';
import { TokenBucket } from './token-bucket';

const NO_HABITS = { cancelRace: false, poorClient: false };

describe('a token bucket', () => {
  it('gives whole orders and keeps the fractions', () => {
    const bucket = new TokenBucket(30); // 0.6 in 20 ms
    expect([1, 2, 3, 4, 5].map(() => bucket.take(20))).toEqual([0, 1, 0, 1, 1]);
  });

  it('gives the rate, whatever the ticks are', () => {
    const bucket = new TokenBucket(2_000);
    const rng = createRng(1);
    let [elapsed, given] = [0, 0];
    for (let tick = 0; tick < 1_000; tick++) {
      const ms = 10 + rng.int(50);
      elapsed += ms;
      given += bucket.take(ms);
    }
    expect(Math.abs(given - elapsed * 2)).toBeLessThanOrEqual(1);
  });

  it('saves up a fifth of a second at most, and no order of a rate of none', () => {
    expect(new TokenBucket(2_000).take(60_000)).toBe(400);
    expect(new TokenBucket(1).take(60_000)).toBe(1);
    expect(new TokenBucket(0).take(60_000)).toBe(0);
  });
});

describe('a rate meter', () => {
  it('gives the mean of the last five seconds, in slots of 100 ms, or of the time since it was restarted', () => {
    const meter = new RateMeter();
    meter.restart(10_000);
    meter.add(10_000, 300);
    meter.add(10_500, 400);
    // 300 and 700 within a second, 700 in two, in five; then 400 in five, and none.
    expect([10_500, 10_999, 12_000, 15_000, 15_099, 15_100, 15_600].map((at) => meter.perSecond(at))).toEqual([
      300, 700, 350, 140, 140, 80, 0,
    ]);
    meter.add(15_700, 100);
    meter.restart(15_900);
    expect(meter.perSecond(16_500)).toBe(0);
  });

  it('does not swing with bursts a second apart', () => {
    const meter = new RateMeter();
    for (let second = 0; second < 10; second++) meter.add(second * 1_000, 500);
    for (let at = 9_100; at < 10_000; at += 100) expect(meter.perSecond(at)).toBe(500);
  });
});

describe('made-up orders', () => {
  const draw = (count: number, habits = NO_HABITS, seed = 1) => {
    const source = new OrderSource(createRng(seed), 8, habits);
    return Array.from({ length: count }, () => source.next());
  };

  it('are the same for the same seed', () => {
    expect(draw(50)).toEqual(draw(50));
    expect(draw(50)).not.toEqual(draw(50, NO_HABITS, 2));
  });

  it('trade at once or are cancelled later: none rests for ever', () => {
    const orders = draw(2_000);
    const resting = orders.filter(({ cancelAfterMs }) => cancelAfterMs !== null);
    expect(resting.length).toBeGreaterThan(100);
    for (const { terms, cancelAfterMs } of orders) {
      const { symbol, side, price } = terms;
      if (price === null) continue;
      const { referencePrice, quoting } = instrumentOf(symbol);
      const beyond = (price - referencePrice) * (side === 'buy' ? 1 : -1);
      // The market maker strays 20 steps and quotes 20 levels.
      const furthest = 40 * quoting.stepTicks;
      if (cancelAfterMs === null) expect(beyond).toBeGreaterThan(furthest);
      else expect(beyond).toBeLessThan(-furthest);
    }
    expect(new Set(orders.map(({ client }) => client)).size).toBe(8);
  });

  it('are all cancelled in a race, and a third is of the poor client when there is one', () => {
    expect(
      draw(100, { ...NO_HABITS, cancelRace: true }).every(({ cancelAfterMs }) => (cancelAfterMs ?? 999) < 100),
    ).toBe(true);
    expect(draw(99, { ...NO_HABITS, poorClient: true }).filter(({ client }) => client < 0)).toHaveLength(33);
  });
});

describe('a load', () => {
  function loaded(congested: () => boolean = () => false, isAlone = false) {
    const clock = new VirtualClock(0);
    const alone: SimulatedOrder[] = [];
    const together: number[] = [];
    const clients = {
      unanswered: 0,
      pending: 0,
      cancelDue: () => Promise.resolve(),
      async trade(order: SimulatedOrder, refusals: Refusals) {
        if (alone.push(order) % 2 === 0) refusals.add('order', 'insufficient_balance');
      },
      async tradeMany(orders: SimulatedOrder[]) {
        together.push(orders.length);
      },
    };
    const source = new OrderSource(createRng(1), 8, NO_HABITS);
    const load = new Load({
      clock,
      source,
      clients: clients as unknown as SimulatedClients,
      congested,
      alone: () => isAlone,
    });
    const run = async (rate: number, ms: number) => {
      load.setRate(rate);
      clock.after(ms, () => load.setRate(0));
      await clock.run();
    };
    return { load, alone, together, clients, run };
  }

  it('sends each order alone up to 100 a second, and counts those that are rejected', async () => {
    const { load, alone, together, run } = loaded();
    await run(100, 2_001);
    expect([alone.length, together.length, load.sent, load.refusals.orders]).toEqual([200, 0, 200, 100]);
  });

  it('sends them by the tick beyond that', async () => {
    const { load, alone, together, run } = loaded();
    await run(2_000, 1_001);
    expect([alone.length, load.sent]).toEqual([0, 2_000]);
    expect(new Set(together)).toEqual(new Set([40]));
  });

  it('sends each alone at any rate while a fault is on that they would not meet together', async () => {
    const { alone, together, run } = loaded(() => false, true);
    await run(400, 1_001);
    expect([alone.length, together]).toEqual([400, []]);
  });

  it('sends less while the pipeline is congested, and does not make up for it', async () => {
    let asked = 0;
    const { load, run } = loaded(() => ++asked > 500);
    await run(1_000, 3_001);
    expect(load.sent).toBe(500);
  });

  it('never has more than 600 orders waiting that are sent alone', async () => {
    const { load, clients, run } = loaded();
    clients.unanswered = 599;
    await run(100, 1_001);
    expect(load.sent).toBe(50); // one a tick
    clients.unanswered = 600;
    await run(100, 1_001);
    expect(load.sent).toBe(50);
  });

  it('sends nothing while it is paused', async () => {
    const { load, run } = loaded();
    const goOn = load.pause();
    await run(50, 1_001);
    expect(load.sent).toBe(0);
    goOn();
    await run(50, 1_001);
    expect(load.sent).toBe(50);
  });
});
