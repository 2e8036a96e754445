import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { expect } from 'vitest';
import { createRng } from '@/lib/base/rng';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import { memoryTransport } from '../feed/memory-transport';
import type { OrderMessage, OrderRequest, VenueReport } from '../feed/protocol';
import type { Connection } from '../feed/transport';
import { Service } from '../messaging/service';
import { Traffic } from '../messaging/traffic';
import { VirtualClock } from '../virtual-clock';
import { Venue } from './venue';
import type { VenueName } from './venues';

/** Of every member of a venue under test. */
export const SECRET = 'known to the test';

/** A venue on a clock of its own, and members that speak its protocol by hand. */
export function openVenue(venue: VenueName = 'binance') {
  const clock = new VirtualClock(1_800_000_000);
  const exporter = new InMemorySpanExporter();
  const identity = { name: 'venue', version: '1', instanceId: '1', hostName: 'h' };
  const { tracer } = createServiceProvider(identity, [new SimpleSpanProcessor(exporter)]);
  const service = new Service('venue', {
    tracer,
    clock,
    rng: createRng(1),
    traffic: new Traffic(),
    onFault: (_service, error) => expect.fail(String(error)),
  });
  const transport = memoryTransport();
  const counters = new Map<string, number>();
  const nextId = (prefix: string) => {
    counters.set(prefix, (counters.get(prefix) ?? 0) + 1);
    return `${prefix}-${counters.get(prefix)}`;
  };
  const rates = { updatesPerSecond: 10, movesPerSecond: 0 };
  const members = [
    { account: 'm', secret: SECRET },
    { account: 'other', secret: SECRET },
  ];
  const opened = new Venue({ service, venue, transport, port: 0, rates, heartbeatMs: 5_000, members, nextId });

  /** Connects; everything that comes back is in `heard`. */
  async function connect(path: string) {
    const heard: Record<string, unknown>[] = [];
    const closes: string[] = [];
    const connection: Connection = await transport.dial(await opened.peer(), path, {
      message: (frame) => heard.push(JSON.parse(String(frame)) as Record<string, unknown>),
      close: (code, reason) => closes.push(`${code} ${reason}`),
    });
    return { connection, heard, closes, say: (message: object) => connection.send(JSON.stringify(message)) };
  }

  /** A member that has logged on. */
  async function member(logon: Partial<Extract<OrderRequest, { type: 'logon' }>> = {}) {
    const { heard, ...rest } = await connect('/orders');
    rest.say({ type: 'logon', account: 'm', secret: SECRET, run: null, lastSequence: 0, ...logon });
    return {
      ...rest,
      heard: heard as OrderMessage[],
      reports: () => (heard as OrderMessage[]).filter((each): each is VenueReport => each.type === 'execution_report'),
    };
  }

  return { clock, exporter, venue: opened, connect, member };
}

let requests = 0;

/** A limit order to buy one lot of BTCUSDT at 60,000, unless said otherwise. */
export function newOrder(orderId: string, terms: Record<string, unknown> = {}): object {
  return {
    type: 'new_order',
    requestId: ++requests,
    sentAt: '1800000000000000000',
    orderId,
    symbol: 'BTCUSDT',
    side: 'buy',
    orderType: 'limit',
    timeInForce: 'GTC',
    price: 6_000_000,
    lots: 1,
    selfTradeGroup: 'g',
    ...terms,
  };
}

export function request(type: string, terms: Record<string, unknown>): object {
  return { type, requestId: ++requests, sentAt: '1800000000000000000', ...terms };
}
