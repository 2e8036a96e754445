import { FillpathError } from '@/lib/base/errors';
import { systemClock, toUnixNano } from './clock';
import type { FeedReport } from './feed/statistics';
import { webSocketTransport } from './feed/ws-transport';
import { FLOWS } from './flows';
import { type EndedSession, UPDATES_PER_SECOND } from './market-side';
import type { Carrier } from './messaging/envelope';
import type { OrderLists } from './orders/order-lists';
import type { Order } from './orders/types';
import { startPipeline } from './pipeline';
import { type ControlState, createControl, type ScenarioChanges, type StartedFlow } from './scenarios/control';
import type { BatchLimits } from './services/batching-service';
import type { Quote } from './services/market-data';
import type { PositionReport, Session } from './services/topics';
import { otlpSink, type SpanCounts } from './span-export';
import type { Depth } from './venues/market';
import { type Listening, VENUES, type VenueName } from './venues/venues';

export type { Carrier, Depth, FeedReport, Order, PositionReport, Quote, Session, VenueName };

export interface ExchangeOptions {
  /** Where the spans go, for example http://127.0.0.1:3000/v1/traces. */
  readonly traceEndpoint: string;
  /** Told of every new state of every client order. Must not throw. */
  readonly onOrder: (order: Order) => void;
  /** Chance of the whole exchange; another at each start when left out. */
  readonly seed?: number;
  /** 5 orders or 60 ms when left out. */
  readonly batch?: BatchLimits;
  /** The ports that venues and the order entry listen on, on loopback; any free one for those left out. */
  readonly ports?: Partial<Record<Listening, number>>;
  /** Of each symbol; 10 when left out, 0 for no market data. */
  readonly updatesPerSecond?: number;
}

export interface ExchangeCounters extends SpanCounts {
  readonly inFlight: number;
  /** Forgotten to keep memory bounded: finished orders, and span contexts that links could have pointed to. */
  readonly evictedOrders: number;
  readonly evictedSpanContexts: number;
}

/** The running exchange, as its HTTP routes use it. The methods throw a FillpathError that explains a refusal. */
export interface Exchange {
  login(carrier: Carrier, credentials: { username: string; password: string }): Promise<Session>;
  placeOrder(carrier: Carrier, token: string, body: unknown): Promise<Order>;
  order(token: string, orderId: string): Promise<Order>;
  orders(token: string, limit: number): Promise<Order[]>;
  cancelOrder(carrier: Carrier, token: string, orderId: string): Promise<Order>;
  replaceOrder(carrier: Carrier, token: string, orderId: string, body: unknown): Promise<Order>;
  positions(carrier: Carrier, token: string): Promise<PositionReport>;
  counters(): Promise<ExchangeCounters>;
  /** Where each of them can be reached, as ws:// addresses; null for one whose port was taken. */
  addresses(): Promise<Record<Listening, string | null>>;
  /** How the market data of each venue is doing. */
  feeds(): Promise<FeedReport[]>;
  /** The best prices of a symbol as the market-data service has them, in ticks; null when none have come. */
  quote(venue: VenueName, symbol: string): Promise<Quote | null>;
  /** The book of a symbol at its venue, in ticks and lots; null while the venue is dead. @throws FillpathError `not-found`. */
  book(symbol: string, levels: number): Promise<(Depth & { readonly venue: VenueName }) | null>;
  /** Everything that the page of the exchange shows but books and orders. */
  state(): Promise<ControlState>;
  /** The orders of all clients: at most `limit` in each list, and those with these ids, as they are at `atUnixNano`. */
  orderLists(limit: number, ids: readonly string[]): Promise<OrderLists & { readonly atUnixNano: string }>;
  /** Starts a flow, 1 to 100 times. @throws FillpathError `not-found`, `invalid-input`. */
  startFlow(name: string, count: number): Promise<StartedFlow>;
  /** Plants a fault or takes it out; the same twice changes nothing. @throws FillpathError `not-found`. */
  setFault(name: string, active: boolean): Promise<void>;
  /** Ends the trading day at every venue that lives: day orders expire. */
  endSession(): Promise<EndedSession>;
  /** Orders of simulated clients, 0 to 2,000 a second. @throws FillpathError `invalid-input`. */
  setLoad(ordersPerSecond: number): Promise<void>;
  /** The share of new traces that is recorded, 0 to 1. @throws FillpathError `invalid-input`. */
  setSampling(ratio: number): Promise<void>;
  /** @throws FillpathError `not-found`, `invalid-input`; `conflict` while another scenario runs. */
  startScenario(name: string, changes: ScenarioChanges): Promise<void>;
  /** Resolves once it is reconciled. @throws FillpathError `conflict` when no scenario runs. */
  stopRun(): Promise<void>;
  /** Takes no more orders, lets those under way arrive (four seconds at most) and sends the last spans. */
  stop(): Promise<void>;
}

const DRAIN_MS = 4_000;

/** Starts all services in this process. While nobody trades only market data and heartbeats run. */
export function startExchange({ traceEndpoint, onOrder, seed, batch, ...options }: ExchangeOptions): Exchange {
  const sink = otlpSink(traceEndpoint);
  const chance = seed ?? Date.now();
  const pipeline = startPipeline({
    clock: systemClock(),
    seed: chance,
    sink,
    batch: batch ?? { orders: 5, waitMs: 60 },
    onOrder,
    onFault: (service, error) => console.error(`The exchange's ${service} failed`, error),
    market: {
      transport: webSocketTransport(),
      updatesPerSecond: options.updatesPerSecond ?? UPDATES_PER_SECOND,
      ports: options.ports ?? {},
    },
  });
  const { api, gateway } = pipeline;
  const control = createControl({
    pipeline,
    flows: FLOWS.map((flow) => ({ ...flow, start: () => flow.start(pipeline.flows) })),
    spans: () => sink.counts(),
    seed: chance,
    onFault: (error) => console.error('The exchange failed to simulate clients', error),
  });
  let stopped: Promise<void> | null = null;

  async function stop(): Promise<void> {
    control.close();
    pipeline.takeNoMore();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), DRAIN_MS);
    });
    const late = await Promise.race([pipeline.settle(), deadline]);
    clearTimeout(timer);
    if (late) console.warn(`The exchange stopped with ${pipeline.inFlight()} messages under way.`);
    await pipeline.close();
  }

  /** Where clients come in, while they may. */
  async function open<Entrance>(entrance: Entrance): Promise<Entrance> {
    if (!stopped) return entrance;
    throw new FillpathError('unavailable', 'The exchange is stopping. Try again when Fillpath has started anew.');
  }

  return {
    login: async (carrier, credentials) => (await open(api)).login(carrier, credentials),
    placeOrder: async (carrier, token, body) => (await open(api)).placeOrder(carrier, token, body),
    order: async (token, orderId) => (await open(gateway)).order(token, orderId),
    orders: async (token, limit) => (await open(gateway)).orders(token, limit),
    cancelOrder: async (carrier, token, orderId) => (await open(api)).cancelOrder(carrier, token, orderId),
    replaceOrder: async (carrier, token, orderId, body) =>
      (await open(api)).replaceOrder(carrier, token, orderId, body),
    positions: async (carrier, token) => (await open(api)).positions(carrier, token),
    counters() {
      const { orders, spanContexts } = pipeline.evicted();
      return Promise.resolve({
        ...sink.counts(),
        inFlight: pipeline.inFlight(),
        evictedOrders: orders,
        evictedSpanContexts: spanContexts,
      });
    },
    async addresses() {
      const peers = [...VENUES.map((venue) => pipeline.market.venuePeer(venue)), pipeline.orderEntry.peer()];
      const found = await Promise.allSettled(peers);
      const urls = found.map((each) =>
        each.status === 'fulfilled' ? `ws://${each.value.address}:${each.value.port}` : null,
      );
      return Object.fromEntries([...VENUES, 'orders'].map((name, index) => [name, urls[index] ?? null])) as Record<
        Listening,
        string | null
      >;
    },
    feeds: async () => pipeline.market.feeds(),
    quote: async (venue, symbol) => pipeline.market.quote(venue, symbol),
    book: async (symbol, levels) => pipeline.market.book(symbol, levels),
    state: async () => control.state(),
    orderLists: async (limit, ids) => ({
      ...pipeline.orderLists(limit, ids),
      atUnixNano: toUnixNano(pipeline.clock.now()),
    }),
    startFlow: async (name, count) => (await open(control)).startFlow(name, count),
    setFault: async (name, active) => (await open(control)).setFault(name, active),
    endSession: async () => (await open(pipeline.market)).endSession(),
    setLoad: async (ordersPerSecond) => (await open(control)).setLoad(ordersPerSecond),
    setSampling: async (ratio) => (await open(control)).setSampling(ratio),
    startScenario: async (name, changes) => (await open(control)).startScenario(name, changes),
    stopRun: async () => (await open(control)).stopRun(),
    stop: () => (stopped ??= stop()),
  };
}
