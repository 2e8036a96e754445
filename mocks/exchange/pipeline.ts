import { createRng } from '@/lib/base/rng';
import { RatioSampler } from '@/lib/telemetry/ratio-sampler';
import { createServiceProvider } from '@/lib/telemetry/service-provider';
import type { Clock } from './clock';
import { openDatabase } from './database/database';
import { reconcile } from './database/reconcile';
import { reconcileOpen } from './database/reconcile-open';
import { memoryTransport } from './feed/memory-transport';
import { startFlows } from './flows/start-flows';
import { type MarketSettings, STALE_MS, startMarketSide, TIMINGS } from './market-side';
import { Service } from './messaging/service';
import { ServiceFaults } from './messaging/service-faults';
import { Traffic } from './messaging/traffic';
import { prepareOrderLists } from './orders/order-lists';
import type { Contribution } from './orders/slicing';
import type { Order } from './orders/types';
import { startAlgoEngine } from './services/algo-engine';
import { ApiGateway } from './services/api-gateway';
import { type BatchLimits, startBatchingService } from './services/batching-service';
import { ClientAccount } from './services/client-account';
import { ClientGateway } from './services/client-gateway';
import { startFillService } from './services/fill-service';
import { startNotificationService } from './services/notification-service';
import { OrderEntry } from './services/order-entry';
import { startOrderManager } from './services/order-manager';
import { OrderReplacer } from './services/order-replacer';
import { startRiskManager } from './services/risk-manager';
import { createTopics } from './services/topics';
import { startUserService } from './services/user-service';
import type { Passwords } from './services/users';
import { startWalletService } from './services/wallet-service';
import type { SpanSink } from './span-export';

const VERSION = '1.0.0';
const OPEN_ORDERS = 'SELECT count(*) AS open FROM "order" WHERE finished IS NULL';

export interface PipelineParts {
  readonly clock: Clock;
  readonly seed: number;
  readonly sink: SpanSink;
  readonly batch: BatchLimits;
  readonly onOrder: (order: Order) => void;
  readonly onFault: (service: string, error: unknown) => void;
  /** In memory and without market data when left out. */
  readonly market?: Partial<MarketSettings>;
  /** As costly as they should be when left out. */
  readonly passwords?: Passwords;
}

/** All services of the exchange, each with its own provider, host and chance, joined by channels alone. */
export function startPipeline({ clock, seed, sink, batch, onOrder, onFault, market, passwords }: PipelineParts) {
  const traffic = new Traffic();
  const faults = new ServiceFaults();
  const sampler = new RatioSampler();
  const topics = createTopics();
  const [seconds, nanos] = clock.now();
  // Ids stay unique when the same store sees the next start.
  const run = (seconds * 1000 + Math.floor(nanos / 1e6)).toString(36).toUpperCase();
  const counters = new Map<string, number>();
  const services: Service[] = [];
  const providers: { shutdown(): Promise<void> }[] = [];

  function nextId(prefix: string): string {
    const count = (counters.get(prefix) ?? 0) + 1;
    counters.set(prefix, count);
    return `${prefix}-${run}-${count}`;
  }

  function service(name: string): Service {
    const known = services.find((each) => each.name === name);
    if (known) return known;
    const identity = { name, version: VERSION, instanceId: `${name}-1-${run}`, hostName: `${name}-1.exchange.local` };
    const provider = createServiceProvider(identity, [sink.processor()], sampler);
    const rng = createRng(seed ^ hashOf(name));
    const made = new Service(name, { tracer: provider.tracer, clock, rng, traffic, onFault, faults });
    providers.push(provider);
    services.push(made);
    return made;
  }

  const database = openDatabase();
  startUserService(service('user-service'), topics, database, passwords);
  const ledger = startWalletService(service('wallet-service'), topics, database);
  startRiskManager(service('risk-manager'), topics);
  const blotter = startOrderManager(service('order-manager'), topics, database, (order) => {
    onOrder(order);
    orderEntry.onOrder(order);
  });
  const batching = startBatchingService(service('batching-service'), topics, batch, () => nextId('BAT'));
  startAlgoEngine(service('algo-engine'), topics, () => nextId('EXO'));
  const settings: MarketSettings = {
    transport: memoryTransport(),
    updatesPerSecond: 0,
    timings: TIMINGS,
    staleMs: STALE_MS,
    ports: {},
    ...market,
  };
  const marketSide = startMarketSide({ settings, topics, service, nextId });
  const { origins } = startFillService(service('fill-service'), topics);
  startNotificationService(service('notification-service'), topics);
  const clients = service('client-gateway');
  const gateway = new ClientGateway(clients, topics, nextId);
  const account = new ClientAccount(clients, topics);
  const replacer = new OrderReplacer({ service: clients, topics, gateway, account });
  const api = new ApiGateway(service('api-gateway'), gateway, account, replacer);
  const entryParts = { service: service('order-entry'), gateway, account, replacer, transport: settings.transport };
  const orderEntry = new OrderEntry({ ...entryParts, port: settings.ports.orders ?? 0 });

  const flows = startFlows({
    service,
    topics,
    ledger,
    rng: createRng(seed ^ hashOf('flows')),
    nextId,
    quote: marketSide.quote,
    openFeed: marketSide.openFeed,
    dialEntry: async (handlers) => settings.transport.dial(await orderEntry.peer(), '/', handlers),
    api,
  });

  const openOrders = database.query<{ open: bigint }>('SELECT', 'order', OPEN_ORDERS);

  return {
    /** The entrance over HTTP; what is behind it can be entered by other ways. */
    api,
    gateway,
    /** What a client does with orders that exist already. */
    account,
    replacer,
    ledger,
    /** What the flows are started with. */
    flows,
    orderEntry,
    market: marketSide,
    clock,
    sampler,
    /** Where faults are planted: in services, on their spans' way out, and in how large batches grow (null: as usual). */
    seams: {
      services: faults,
      exports: sink.faults,
      database,
      limitBatches: (limits: BatchLimits | null) => batching.setLimits(limits),
    },
    openOrders: () => Number(openOrders.get()?.open ?? 0n),
    orderLists: prepareOrderLists(database),
    /** Resolves when nothing is in flight. */
    idle: () => traffic.idle(),
    /** Everything that does not add up, in sentences. Orders that are on their way look so: ask when nothing is in flight. */
    reconcile: () => [
      ...reconcile(database),
      ...reconcileOpen(database, [...batching.waiting(), ...marketSide.rests().map(restOf)]),
      ...marketSide.reconcile(),
    ],
    /** Messages that nobody has dealt with yet. */
    inFlight: () => traffic.count,
    /** What was forgotten to keep memory bounded. */
    evicted: () => ({ orders: blotter.evicted, spanContexts: marketSide.sent.evicted + origins.evicted }),
    /** Lets every order that is under way arrive where it waits for the market, or ends. */
    async settle(): Promise<void> {
      batching.flush();
      await traffic.idle();
    },
    /** Nothing new comes in over WebSocket; what comes in over HTTP its caller keeps away. */
    takeNoMore: () => orderEntry.takeNoMore(),
    /** Ends the services and sends their last spans; the sink counts those that it cannot send. */
    async close(): Promise<void> {
      await orderEntry.close();
      await marketSide.close();
      for (const topic of [...Object.values(topics), ...Object.values(flows.flowTopics)]) topic.close();
      for (const each of services) each.close();
      await Promise.allSettled(providers.map((provider) => provider.shutdown()));
      await sink.close();
    },
  };
}

function restOf({ order: { orderId }, lots }: Contribution) {
  return { orderId, lots };
}

/** FNV-1a: each service has its own chance, whatever others there are. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
