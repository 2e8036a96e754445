import { z } from 'zod';
import { order } from './order-contract';

/**
 * The contract of the mock exchange's own page, `/exchange`. Conventions as in `contract.ts`: the browser imports the types
 * only. Prices and quantities are decimal strings in the units of their symbol.
 */

const count = z.number().int().nonnegative();
const unixNano = z.string().regex(/^\d+$/);
const traceId = z.string().regex(/^[0-9a-f]{32}$/);

/** Something that can be started once from the page: one of the flows that a trading system has. */
export const exchangeFlow = z.object({
  name: z.string(),
  title: z.string(),
  /** What happens, in a sentence, with the spans to look for. */
  description: z.string(),
});

/** A fault that can be planted, with what it does to the traces: the truth that an analysis has to find. */
export const exchangeFault = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** What shows in the traces: services, operations and attributes. */
  truth: z.string(),
  active: z.boolean(),
});

export const exchangeScenario = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  flows: z.array(z.string()),
  faults: z.array(z.string()),
  ordersPerSecond: z.number().nonnegative(),
  durationSeconds: z.number().positive(),
  seed: count,
});

/** A scenario that runs, or the last one. `ended` says why it is over; '' while it runs. */
export const exchangeRun = z.object({
  scenario: z.string(),
  startedAtUnixNano: unixNano,
  elapsedSeconds: z.number().nonnegative(),
  durationSeconds: z.number().positive(),
  ordersSent: count,
  ordersRejected: count,
  /** Why, and the cancellations that were refused; the most frequent first. */
  refusals: z.array(z.object({ of: z.enum(['order', 'cancel']), reason: z.string(), count })),
  /** The mean of the last five seconds. */
  ordersPerSecond: z.number().nonnegative(),
  ended: z.enum(['', 'finished', 'stopped', 'failed']),
  /** Differences between books, wallets and positions once it has ended; null before. */
  reconciliation: z.array(z.string()).nullable(),
});

/** A venue's market-data feed as the market-data service sees it. */
export const exchangeFeed = z.object({
  venue: z.string(),
  state: z.enum(['connecting', 'connected', 'authenticated', 'subscribed', 'disconnected']),
  /** Why it is in that state, '' for no reason worth a word. */
  reason: z.string(),
  messages: count,
  messagesPerSecond: z.number().nonnegative(),
  gaps: count,
  duplicates: count,
  outOfOrder: count,
  parseErrors: count,
  heartbeatsMissed: count,
  reconnects: count,
  /** Of the messages of the last half minute, as the score. */
  ageP50Ms: z.number().nonnegative().nullable(),
  ageP99Ms: z.number().nonnegative().nullable(),
  staleSymbols: z.array(z.string()),
  /** Of the last half minute, 0 to 100. */
  qualityScore: z.number().min(0).max(100),
});

/** `GET /api/exchange`: everything that `/exchange` shows but the book and the blotter. */
export const exchangeState = z.object({
  flows: z.array(exchangeFlow),
  faults: z.array(exchangeFault),
  scenarios: z.array(exchangeScenario),
  run: exchangeRun.nullable(),
  /** Orders a second that the page's slider asks for (0: none), and what there were, on the mean of the last five seconds. */
  load: z.object({ ordersPerSecond: z.number().nonnegative(), achieved: z.number().nonnegative(), limit: z.number() }),
  /** Share of traces that are recorded, 0 to 1, decided from the trace id. */
  sampling: z.number().min(0).max(1),
  feeds: z.array(exchangeFeed),
  /** By symbol, the venue that it is traded at. */
  symbols: z.array(z.object({ symbol: z.string(), venue: z.string() })),
  /** Every span that ended is in one of the others, or waits to be sent. `withheld`: kept back by a fault that was planted. */
  spans: z.object({ ended: count, exported: count, failed: count, withheld: count }),
  openOrders: count,
  /** Where clients enter orders over WebSocket, as in ws://127.0.0.1:9010; null while nobody listens there. */
  orderEntry: z.string().nullable(),
});

export const bookLevel = z.object({ price: z.string(), quantity: z.string(), orders: count });

/** `GET /api/exchange/books/{symbol}?levels`: best prices first. */
export const exchangeBook = z.object({
  symbol: z.string(),
  venue: z.string(),
  bids: z.array(bookLevel),
  asks: z.array(bookLevel),
  last: z.object({ price: z.string(), quantity: z.string(), atUnixNano: unixNano }).nullable(),
});

/**
 * `GET /api/exchange/orders?limit&ids`: the orders of all clients at one moment, newest first, at most `limit` (1 to 1000) in
 * `latest` and in `open`.
 */
export const exchangeOrders = z.object({
  latest: z.array(order),
  open: z.array(order),
  /** Those of `ids` (100 at most, with commas between them) that the exchange still knows. */
  asked: z.array(order),
  /** How many came in since the exchange started, and how many are open. */
  orderCount: count,
  openCount: count,
  /** Every state that is not later than this is in the lists. */
  atUnixNano: unixNano,
});

/** `POST /api/exchange/flows/{flow}` with `{count?}` (1 to 100, 1 when left out): what was started. */
export const startFlowRequest = z.object({ count: z.number().int().min(1).max(100).optional() }).strict();
export const startFlowResponse = z.object({
  traceIds: z.array(traceId),
  /** Traces that began but are not recorded (sampling): nothing can be found of them. */
  tracesNotRecorded: count,
  orderIds: z.array(z.string()),
});

/** `PUT /api/exchange/faults/{fault}`. */
export const setFaultRequest = z.object({ active: z.boolean() }).strict();

/** `POST /api/exchange/session/end`: ends the trading day, so that day orders expire. */
export const endSessionRequest = z.object({}).strict();
export const endedSession = z.object({
  /** One may be of several client orders, and a client's may be in several. */
  expiredExchangeOrders: count,
  expiredClientOrders: count,
  /** Venues that were dead, and so had no orders that could expire. */
  deadVenues: z.array(z.string()),
});

/** `PUT /api/exchange/load`: orders a second from simulated clients, 0 to `load.limit`. */
export const setLoadRequest = z.object({ ordersPerSecond: z.number().min(0) }).strict();

/** `PUT /api/exchange/sampling`. */
export const setSamplingRequest = z.object({ ratio: z.number().min(0).max(1) }).strict();

/**
 * `POST /api/exchange/scenarios/{name}` starts a scenario, with another rate, duration or seed than its own if told so;
 * `DELETE /api/exchange/run` stops it. Both answer with the state.
 */
export const startScenarioRequest = z
  .object({
    ordersPerSecond: z.number().positive().optional(),
    durationSeconds: z.number().positive().max(3600).optional(),
    seed: count.optional(),
  })
  .strict();

export type ExchangeFlow = z.infer<typeof exchangeFlow>;
export type ExchangeFault = z.infer<typeof exchangeFault>;
export type ExchangeScenario = z.infer<typeof exchangeScenario>;
export type ExchangeRun = z.infer<typeof exchangeRun>;
export type ExchangeFeed = z.infer<typeof exchangeFeed>;
export type ExchangeState = z.infer<typeof exchangeState>;
export type ExchangeBook = z.infer<typeof exchangeBook>;
export type ExchangeOrders = z.infer<typeof exchangeOrders>;
export type StartScenario = z.infer<typeof startScenarioRequest>;
export type EndedSession = z.infer<typeof endedSession>;
export type StartedFlow = z.infer<typeof startFlowResponse>;
