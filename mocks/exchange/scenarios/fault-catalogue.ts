/** Where the truth of a fault is to be found in the spans, and its size. Tests plant the fault and look. */
export interface FaultData {
  readonly name: string;
  readonly title: string;
  /** What goes wrong. */
  readonly description: string;
  /** What shows in the traces. */
  readonly truth: string;
}

/** The sizes of the faults, which the texts below state and the tests assert. */
export const SIZES = {
  slowVenueMs: 4_890,
  slowRiskMs: 800,
  lookups: 24,
  lockHeldMs: 10,
  errorShare: 0.6,
  silentForMs: 10_000,
  skewMs: -250,
  retryWaitsMs: [50, 100],
  disconnectEveryMs: 4_000,
  gapEvery: 25,
  duplicateEvery: 40,
  malformedEvery: 60,
  batchOrders: 1_000,
  batchWaitMs: 2_000,
} as const;

export const SKEWED_HOST = 'risk-manager-1.exchange.local';
export const LOST_SPAN = 'order_manager_processing';

/** Orders that are sent together go past the steps at which these faults act. */
const ONE_BY_ONE = 'While it is on, the load sends its orders one by one, whatever its rate.';

export const FAULTS = [
  {
    name: 'slow-venue',
    title: 'Slow venue',
    description: 'Every order takes 4,890 ms longer to get into binance.',
    truth:
      'match_order of venue-binance takes 4,895 ms or more, and its cancel_order waits for the orders that came before it; the other ' +
      'venues and every other operation are as fast as ever.',
  },
  {
    name: 'slow-risk-check',
    title: 'Slow risk check',
    description: `The risk-manager takes 800 ms longer over each check. ${ONE_BY_ONE}`,
    truth: 'check_risk of risk-manager takes 801 ms or more, on the critical path of every client_order_received.',
  },
  {
    name: 'n-plus-one',
    title: 'N+1 queries',
    description: `The wallet-service looks at the latest orders of a client one by one, 24 times for each balance. ${ONE_BY_ONE}`,
    truth:
      'Under each check_balance of wallet-service 24 spans SELECT order follow each other, the same text each time.',
  },
  {
    name: 'lock-convoy',
    title: 'Lock convoy',
    description: `The order-manager creates one order at a time and holds its lock for 10 ms longer than it has to. ${ONE_BY_ONE}`,
    truth:
      'create_order spans of order-manager overlap, but each waits in acquire_lock (lock.name=orders) until the one before it ends: ' +
      'what could be parallel is a staircase, at least 11 ms a step.',
  },
  {
    name: 'error-storm',
    title: 'Error storm at a venue',
    description: 'Binance rejects 60 % of new orders as overloaded.',
    truth:
      'About 60 % of the match_order spans of venue-binance have status error, "The venue is overloaded."; their orders end as ' +
      'cancelled, venue_overloaded.',
  },
  {
    name: 'silent-service',
    title: 'A service goes silent',
    description: `The risk-manager takes messages and answers none. ${ONE_BY_ONE}`,
    truth:
      'No span of risk-manager begins. client_order_received takes 10 s and ends in an error that names risk.validate-order, and ' +
      'release_funds of wallet-service gives back what was reserved.',
  },
  {
    name: 'clock-skew',
    title: 'Clock skew of a host',
    description: `The clock of risk-manager-1.exchange.local is 250 ms behind. ${ONE_BY_ONE}`,
    truth:
      'Every span and event of risk-manager is 250 ms early: it begins before the client_order_received that it belongs to.',
  },
  {
    name: 'lost-parents',
    title: 'Lost parent spans',
    description: `No order_manager_processing span is exported. ${ONE_BY_ONE}`,
    truth:
      'create_order has a parent that is in no trace. The share of such orphans is that of client orders while it is on.',
  },
  {
    name: 'duplicate-exports',
    title: 'Duplicate exports',
    description: 'Every batch of spans is sent twice.',
    truth: 'Each span arrives twice with the same ids. It must be there once.',
  },
  {
    name: 'disconnecting-feed',
    title: 'A feed that disconnects',
    description: 'Binance closes its market data connections every 4 s.',
    truth:
      'Every 4 s a ws.disconnect of market-data with the reason "feed maintenance", then a ws.connect that is linked to it. The quality of ' +
      'the feed falls below 80 within 20 s, and is at 100 half a minute after the last one.',
  },
  {
    name: 'sequence-gaps',
    title: 'Gaps in the sequence',
    description: 'Binance uses up every 25th number of a symbol without sending its message.',
    truth:
      'market_data.gap of market-data with market_data.missing=1, and 4 % of the messages missing from the feed of ' +
      'binance, whose quality falls below 80 within 20 s and is at 100 half a minute after the last one.',
  },
  {
    name: 'bad-frames',
    title: 'Doubled and broken frames',
    description: 'Binance sends every 40th message of its market data twice and cuts every 60th in half.',
    truth:
      'market_data.duplicate and market_data.parse_error (market_data.refused=malformed_json) of market-data at binance; ' +
      'the quality of its feed falls below 80 within 20 s, and is at 100 half a minute after the last one.',
  },
  {
    name: 'overfull-batch',
    title: 'Overfull batch',
    description: 'Batches close at 1,000 orders or after 2 s, instead of 5 orders or 60 ms.',
    truth:
      'order_batching with more than 128 links, one for each order in batch.orders; orders wait for up to 2 s before it.',
  },
  {
    name: 'retries',
    title: 'Retries',
    description: `The first two attempts of the order-manager to publish an order fail. ${ONE_BY_ONE}`,
    truth:
      'Each publish_event has three publish_attempt spans: retry.attempt 1 and 2 with status error, 50 and 100 ms of waiting after ' +
      'them, then the third, which succeeds.',
  },
  {
    name: 'cancel-fill-race',
    title: 'Cancel-fill race',
    description: 'The simulated clients cancel each order within 100 ms, while it is being filled.',
    truth:
      'cancel_order of order-manager follows each client_order_received. Some come too late (order.reject_reason=too_late_to_cancel, ' +
      'or exec.type=CancelReject of the venue), some leave a part filled; none fills more than was ordered.',
  },
  {
    name: 'wallet-insufficient',
    title: 'Wallet runs dry',
    description: 'Every third order of the simulated clients comes from one that can pay for one or two.',
    truth:
      'check_balance of wallet-service rejects the orders of user.id=SIM-POOR with order.reject_reason=insufficient_balance; no span ' +
      'of theirs has status error.',
  },
  {
    name: 'dead-venue',
    title: 'A venue dies with orders open',
    description: 'Kraken ends without a word and forgets its orders; it is back when this is switched off.',
    truth:
      'ws.disconnect of exchange-gateway at kraken and failing ws.connect spans. Its open orders end as cancelled, venue_unavailable: ' +
      'with the first connection that fails after 10 s (exchange_venue_lost), or when it is back and knows nothing of them (exchange_reconcile).',
  },
] as const satisfies readonly FaultData[];

export type FaultName = (typeof FAULTS)[number]['name'];

/** Faults that show only on orders that go through every step by themselves. */
export const ALONE: readonly FaultName[] = [
  'slow-risk-check',
  'n-plus-one',
  'lock-convoy',
  'silent-service',
  'clock-skew',
  'lost-parents',
  'retries',
];
