import type { FaultName } from './fault-catalogue';

/** What is done to the exchange for a while. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Flows that are started beside the orders, each of them once a second. */
  readonly flows: readonly string[];
  readonly faults: readonly FaultName[];
  /** Of the simulated clients, through the batched order flow. */
  readonly ordersPerSecond: number;
  readonly durationSeconds: number;
  readonly seed: number;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'calm-market',
    title: 'Calm market',
    description: 'A few clients trade and nothing goes wrong: what every other scenario is to be compared with.',
    flows: ['order-lifecycle', 'distributed-order', 'strategy-signal'],
    faults: [],
    ordersPerSecond: 5,
    durationSeconds: 60,
    seed: 1,
  },
  {
    name: 'busy-batch',
    title: 'Busy batch',
    description: 'So many orders in a batch that its links are more than the 128 that SDKs keep by default.',
    flows: [],
    faults: ['overfull-batch'],
    ordersPerSecond: 100,
    durationSeconds: 30,
    seed: 2,
  },
  {
    name: 'slow-venue',
    title: 'Slow venue',
    description: 'Binance takes 4,890 ms for each order, and the critical path of every order there runs through it.',
    flows: [],
    faults: ['slow-venue'],
    ordersPerSecond: 10,
    durationSeconds: 60,
    seed: 3,
  },
  {
    name: 'n-plus-one',
    title: 'N+1 queries',
    description: 'A balance costs 24 queries, which one would answer; and the risk check is slow besides.',
    flows: [],
    faults: ['n-plus-one', 'slow-risk-check'],
    ordersPerSecond: 10,
    durationSeconds: 45,
    seed: 4,
  },
  {
    name: 'lock-convoy',
    title: 'Lock convoy',
    description: 'Orders that have nothing to do with each other queue for one lock: the latency grows with the load.',
    flows: [],
    faults: ['lock-convoy'],
    ordersPerSecond: 60,
    durationSeconds: 45,
    seed: 5,
  },
  {
    name: 'error-storm',
    title: 'Error storm',
    description: 'A venue rejects most of what it gets and publishing has to be tried three times.',
    flows: [],
    faults: ['error-storm', 'retries'],
    ordersPerSecond: 30,
    durationSeconds: 45,
    seed: 6,
  },
  {
    name: 'feed-trouble',
    title: 'Feed trouble',
    description: 'The market data of binance has gaps, doubles and broken frames, and disconnects every four seconds.',
    flows: [],
    faults: ['disconnecting-feed', 'sequence-gaps', 'bad-frames'],
    ordersPerSecond: 5,
    durationSeconds: 60,
    seed: 7,
  },
  {
    name: 'cancel-fill-races',
    title: 'Cancel-fill races',
    description:
      'Clients cancel what is just being filled. Sometimes the fill wins, sometimes the cancel, sometimes both in part.',
    flows: [],
    faults: ['cancel-fill-race'],
    ordersPerSecond: 20,
    durationSeconds: 45,
    seed: 8,
  },
  {
    name: 'broken-telemetry',
    title: 'Lost spans and skewed clocks',
    description:
      'Nothing is wrong but what is told of it: a host 250 ms behind, parents that never arrive, batches sent twice.',
    flows: [],
    faults: ['clock-skew', 'lost-parents', 'duplicate-exports'],
    ordersPerSecond: 10,
    durationSeconds: 45,
    seed: 9,
  },
  {
    name: 'wallet-runs-dry',
    title: 'Wallet runs dry',
    description: 'A client sends more than it can pay for: business rejects, which are no errors.',
    flows: [],
    faults: ['wallet-insufficient'],
    ordersPerSecond: 10,
    durationSeconds: 45,
    seed: 10,
  },
  {
    name: 'venue-outage',
    title: 'Venue outage',
    description: 'A venue dies with orders open and comes back without them. Each of them ends, with its reason.',
    flows: [],
    faults: ['dead-venue'],
    ordersPerSecond: 15,
    durationSeconds: 40,
    seed: 11,
  },
  {
    name: 'silent-service',
    title: 'Silent service',
    description: 'The risk-manager answers nobody; whoever asks gives up after ten seconds.',
    flows: [],
    faults: ['silent-service'],
    ordersPerSecond: 5,
    durationSeconds: 30,
    seed: 12,
  },
  {
    name: 'arbitrage-day',
    title: 'Arbitrage day',
    description:
      'The same coin costs different sums at binance and kraken, and strategies act on both: legs, skew, and a leg missed.',
    flows: ['arbitrage', 'strategy-signal'],
    faults: [],
    ordersPerSecond: 10,
    durationSeconds: 60,
    seed: 13,
  },
];
