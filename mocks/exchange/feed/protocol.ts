import { z } from 'zod';

/**
 * What members and venues say to each other: JSON objects in text frames, one a frame. Prices are whole ticks, quantities
 * whole lots, points in time strings of Unix nanoseconds. `traceparent` and `tracestate` are the sender's span (W3C);
 * baggage never travels, and of our business ids only those of orders. Two channels, each a path of its own:
 *
 *     /orders   logon → welcome, resent reports; new_order, cancel_order, replace_order, order_status → reports, response
 *     /market   logon → welcome; subscribe → subscribed, snapshot, updates; snapshot → snapshot
 *
 * Both sides send heartbeats. A request's `response` comes after every
 * report that it caused. Reports are numbered per account, market data per symbol, both from 1 and without gaps.
 */
const id = z.string().min(1).max(64);
const text = z.string().max(512);
const unixNano = z.string().regex(/^\d{1,20}$/);
const whole = z.int().nonnegative();
const positive = z.int().positive();
const trace = { traceparent: z.string().max(64).optional(), tracestate: text.optional() };
const request = { requestId: positive, sentAt: unixNano, ...trace };
/** So many ids fit into a frame, however long they are. */
export const MAX_ORDER_IDS = 800;
/**
 * The member's own orders that this one is made of (what FIX calls the linked client orders), for the venue's spans; how many
 * more there are than could be named. Whose they are stays with the member.
 */
const memberOrders = { orderIds: z.array(id).max(MAX_ORDER_IDS).optional(), orderIdsLeftOut: positive.optional() };

const logon = z.object({
  type: z.literal('logon'),
  account: id,
  /** What only this member knows. */
  secret: text,
  /** The venue's run that the member last heard, and its last report there: what came after is sent again. */
  run: id.nullable(),
  lastSequence: whole,
});
/**
 * On the order channel with the last report: that a member has, and the venue need not keep those up to it; that the venue has
 * sent, and the member sees whether it has missed the latest.
 */
const heartbeat = z.object({ type: z.literal('heartbeat'), sentAt: unixNano, lastSequence: whole.optional() });

const newOrder = z.object({
  type: z.literal('new_order'),
  ...request,
  orderId: id,
  symbol: id,
  side: z.enum(['buy', 'sell']),
  orderType: z.enum(['limit', 'market']),
  timeInForce: z.enum(['GTC', 'Day', 'IOC', 'FOK']),
  /** The worst price; also for a market order, which is protected by it. */
  price: positive,
  lots: positive,
  /** Orders of one group never trade with each other. */
  selfTradeGroup: id,
  ...memberOrders,
});
const cancelOrder = z.object({ type: z.literal('cancel_order'), ...request, orderId: id, ...memberOrders });
/** `lots`: what is wanted in all, with what has been filled already. The order goes on as `orderId`. */
const replaceOrder = z.object({
  type: z.literal('replace_order'),
  ...request,
  orderId: id,
  origOrderId: id,
  price: positive,
  lots: positive,
  ...memberOrders,
});
const orderStatus = z.object({ type: z.literal('order_status'), ...request, orderId: id });

export const orderRequest = z.discriminatedUnion('type', [
  logon,
  heartbeat,
  newOrder,
  cancelOrder,
  replaceOrder,
  orderStatus,
]);

export const marketRequest = z.discriminatedUnion('type', [
  logon,
  heartbeat,
  z.object({ type: z.literal('subscribe'), symbol: id }),
  z.object({ type: z.literal('snapshot'), symbol: id }),
]);

/** `run`: another at each start of the venue; orders of an earlier run are gone. */
const welcome = z.object({ type: z.literal('welcome'), run: id, lastSequence: whole });
/** A frame was refused; see frames.ts for the codes. */
const error = z.object({ type: z.literal('error'), code: id, text });

const executionReport = z.object({
  type: z.literal('execution_report'),
  sequence: positive,
  sentAt: unixNano,
  execId: id,
  execType: z.enum(['New', 'Trade', 'Replaced', 'Canceled', 'Expired', 'Rejected']),
  orderId: id,
  /** Of Replaced: the order's id until now. */
  origOrderId: id.nullable(),
  symbol: id,
  lastPrice: whole,
  lastLots: whole,
  cumLots: whole,
  leavesLots: whole,
  reason: text,
  ...trace,
});
const cancelReject = z.object({
  type: z.literal('cancel_reject'),
  sequence: positive,
  sentAt: unixNano,
  orderId: id,
  /** Of a replace: the order that stays as it is. */
  origOrderId: id.nullable(),
  reason: text,
  ...trace,
});
/**
 * Answers order_status. Not known: the venue has never had it, or has forgotten it. `notional`: what the lots that are filled
 * cost, in ticks times lots. `reason`: why it ended, as in its last report.
 */
const orderState = z.object({
  type: z.literal('order_state'),
  requestId: positive,
  orderId: id,
  known: z.boolean(),
  cumLots: whole,
  leavesLots: whole,
  notional: z.string().regex(/^\d{1,40}$/),
  reason: text,
  ...trace,
});
/** Everything that the request caused has been said. */
const response = z.object({ type: z.literal('response'), requestId: positive });

export const orderMessage = z.discriminatedUnion('type', [
  welcome,
  heartbeat,
  error,
  executionReport,
  cancelReject,
  orderState,
  response,
]);

/** Best bid and ask; 0 lots at price 0 where a side is empty. */
const top = { bid: whole, bidLots: whole, ask: whole, askLots: whole };
const marketData = { symbol: id, sequence: positive, sentAt: unixNano, ...top };

export const marketMessage = z.discriminatedUnion('type', [
  welcome,
  heartbeat,
  error,
  z.object({ type: z.literal('subscribed'), symbol: id }),
  /** The state after update `sequence`. */
  z.object({ type: z.literal('snapshot'), ...marketData, sequence: whole }),
  z.object({ type: z.literal('update'), ...marketData }),
]);

export type OrderRequest = z.infer<typeof orderRequest>;
export type OrderMessage = z.infer<typeof orderMessage>;
export type MarketRequest = z.infer<typeof marketRequest>;
export type MarketMessage = z.infer<typeof marketMessage>;
export type VenueReport = z.infer<typeof executionReport>;
export type VenueCancelReject = z.infer<typeof cancelReject>;
export type NewOrderRequest = z.infer<typeof newOrder>;
export interface Top {
  readonly bid: number;
  readonly bidLots: number;
  readonly ask: number;
  readonly askLots: number;
}
