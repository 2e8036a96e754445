import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { Channel } from '../messaging/channel';
import type { Topic } from '../messaging/envelope';
import { Service } from '../messaging/service';
import { Traffic } from '../messaging/traffic';
import type { VenueOrder, VenueReport } from '../services/topics';
import { VirtualClock } from '../virtual-clock';
import { startVenue } from './venue';

function openVenue() {
  const clock = new VirtualClock(1_800_000_000);
  const exporter = new InMemorySpanExporter();
  const service = (name: string) =>
    new Service(name, {
      ...createServiceProvider({ name, version: '1', instanceId: '1', hostName: 'h' }, [
        new SimpleSpanProcessor(exporter),
      ]),
      clock,
      rng: createRng(1),
      traffic: new Traffic(),
      onFault: (_service, error) => expect.fail(String(error)),
    });
  const orders: Topic<VenueOrder> = new Channel('orders');
  const reports: Topic<VenueReport> = new Channel('reports');
  let execs = 0;
  startVenue(service('venue'), orders, reports, () => `E${++execs}`);
  const member = service('member');
  const told: VenueReport[] = [];
  member.receive(reports, (report) => {
    told.push(report);
  });
  return { clock, told, exporter, send: (order: VenueOrder) => member.send(orders, order) };
}

const order = (exchangeOrderId: string, terms: Partial<VenueOrder> = {}): VenueOrder => ({
  exchangeOrderId,
  symbol: 'BTCUSDT',
  side: 'buy',
  type: 'limit',
  price: 6_000_000,
  lots: 1,
  ...terms,
});

describe('a venue', () => {
  it('matches orders in the order in which they came, however long each takes to get in', async () => {
    const { clock, told, send } = openVenue();
    const ids = Array.from({ length: 20 }, (_, index) => `X${index}`);
    for (const id of ids) send(order(id));
    await clock.run();
    expect(told.map(({ exchangeOrderId, execType }) => `${exchangeOrderId} ${execType}`)).toEqual(
      ids.map((id) => `${id} New`),
    );
    // Each takes up to 15 ms, but not one after the other.
    expect(clock.now()[1]).toBeLessThanOrEqual(15_000_000);
  });

  it('fills a large order in parts at several prices and leaves the rest of a limit order in the book', async () => {
    const { clock, told, send, exporter } = openVenue();
    send(order('X', { price: 6_100_300, lots: 500_000 }));
    await clock.run();
    const fills = told.filter(({ execType }) => execType === 'Trade');
    // 61,001, 61,002 and 61,003, two orders of the market maker at each; then it quotes anew and fills some more.
    expect(fills.slice(0, 6).map(({ lastPrice }) => lastPrice)).toEqual([
      6_100_100, 6_100_100, 6_100_200, 6_100_200, 6_100_300, 6_100_300,
    ]);
    expect(fills.reduce((sum, { lastLots }) => sum + lastLots, 0)).toBe(fills.at(-1)?.cumLots);
    expect(fills.at(-1)?.leavesLots).toBeGreaterThan(0);
    expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({
      'match.trades': 6,
      'exec.status': 'PartiallyFilled',
    });
  });

  it('cancels what a market order cannot get within its price', async () => {
    const { clock, told, send } = openVenue();
    send(order('X', { type: 'market', price: 6_100_100, lots: 500_000 }));
    await clock.run();
    expect(told.at(-1)).toMatchObject({ execType: 'Canceled', leavesLots: 0, reason: 'no_liquidity' });
  });

  it('does nothing while nobody trades', async () => {
    const { clock, told } = openVenue();
    await clock.run();
    expect([told, clock.now()]).toEqual([[], [1_800_000_000, 0]]);
  });
});
