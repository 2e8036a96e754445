import { Channel } from '../messaging/channel';
import type { Topic } from '../messaging/envelope';
import type { SpanRef } from '../messaging/span-refs';
import type { Change } from '../orders/blotter';
import type { Slice } from '../orders/slicing';
import type { ClientOrder, Order, OrderRef, Reject, Verdict, WrittenOrder } from '../orders/types';

export interface Session {
  readonly token: string;
  readonly userId: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface RejectedOrder {
  readonly ref: OrderRef;
  readonly written: WrittenOrder;
  readonly reject: Reject;
  /** null when it is not recorded. */
  readonly traceId: string | null;
}

export interface Batch {
  readonly batchId: string;
  readonly orders: readonly ClientOrder[];
}

export interface ExchangeOrder extends Slice {
  readonly exchangeOrderId: string;
  /** Left out for an order that was never in a batch. */
  readonly batchId?: string;
}

/** To the fill-service: first whose an exchange order is, then what becomes of it. */
export type FillMessage =
  | { readonly kind: 'plan'; readonly order: ExchangeOrder }
  | {
      readonly kind: 'fill';
      readonly exchangeOrderId: string;
      readonly fillId: string;
      readonly lots: number;
      readonly price: number;
      /** The span exchange_fill_received. */
      readonly fill: SpanRef;
      readonly done: boolean;
    }
  | {
      readonly kind: 'cancel';
      readonly exchangeOrderId: string;
      readonly reason: string;
      /** The client orders whose rest is cancelled; that of others goes on in another exchange order. null for everybody's. */
      readonly only: readonly string[] | null;
      /** The span exchange_cancel_received. */
      readonly cancel: SpanRef;
    };

/** A part of a client order that will never be filled. */
export interface Part {
  readonly order: ClientOrder;
  /** Unique among the bookings of the order: a request that is repeated is booked once. */
  readonly bookingId: string;
  readonly lots: number;
}

/** One that was traded, at a price in ticks. */
export interface Fill extends Part {
  readonly price: number;
}

export interface OrderUpdate {
  readonly orderId: string;
  /** As of {@link Part}. */
  readonly bookingId: string;
  readonly change: Change;
}

/** To the exchange-gateway: take off the market what is left of this client order, wherever it is by now. */
export interface CancelRequest {
  readonly order: ClientOrder;
  /** The span cancel_order or replace_order. */
  readonly cancel: SpanRef;
}

/** What a user has gained and holds. Amounts are decimal texts. */
export interface PositionReport {
  readonly positions: {
    readonly symbol: string;
    /** Bought less sold; negative when more was sold. */
    readonly quantity: string;
    /** Of what is held; null when nothing is. */
    readonly averagePrice: string | null;
    readonly realisedPnl: string;
    /** Of the price and the profit. */
    readonly currency: string;
  }[];
  readonly wallets: {
    readonly currency: string;
    readonly balance: string;
    /** The part of the balance that is set aside for open orders. */
    readonly reserved: string;
  }[];
}

/** A trade is a fact, so its booking is waited for as long as anything at all is: an order must not lose what it has traded. */
export const BOOKED_MS = 60_000;

/** Every channel of the exchange. Two type parameters: a request and its answer. */
export interface Topics {
  readonly authenticate: Topic<{ username: string; password: string }, Verdict<Session>>;
  /** `quiet`: without a span, for reading the blotter. */
  readonly verifyToken: Topic<{ token: string; quiet: boolean }, Verdict<{ userId: string }>>;
  readonly checkBalance: Topic<ClientOrder, Verdict>;
  /** An open order as it is to be after a replace, under the id that it has: could it be paid for? Reserves nothing. */
  readonly checkReplacement: Topic<ClientOrder, Verdict>;
  readonly settleFunds: Topic<Fill, null>;
  /** All that an order still holds, or what `part` of it does. `early`: if it holds nothing yet, it never will. */
  readonly releaseFunds: Topic<{ orderId: string; part?: Part; early?: true }, null>;
  readonly validateOrder: Topic<ClientOrder, Verdict>;
  readonly checkRisk: Topic<ClientOrder, Verdict>;
  readonly createOrder: Topic<ClientOrder, Verdict<Order>>;
  /** Given up by who sent them, as their creation was not answered: cancelled, or never created. Answered with what each is. */
  readonly withdrawOrders: Topic<readonly ClientOrder[], Order[]>;
  readonly recordReject: Topic<RejectedOrder, Order>;
  /** Answered with the order as it is once that is under way. */
  readonly cancelOrder: Topic<{ userId: string; orderId: string }, Verdict<Order>>;
  /** Cancels an order so that another may take its place, which is to be `clientOrderId`; answered with the order as it ended. */
  readonly replaceOrder: Topic<{ userId: string; orderId: string; clientOrderId?: string | undefined }, Verdict<Order>>;
  readonly reportPositions: Topic<{ userId: string }, PositionReport>;
  readonly findOrder: Topic<{ userId: string; orderId: string }, Order | null>;
  readonly listOrders: Topic<{ userId: string; limit: number }, Order[]>;
  readonly acceptedOrders: Topic<ClientOrder>;
  /** To the algo-engine, past the batch. */
  readonly directOrders: Topic<ClientOrder>;
  /** Of many orders at once, without spans of its own: reserves funds, all or nothing for each. */
  readonly reserveMany: Topic<readonly ClientOrder[], Verdict[]>;
  /**
   * Fills, and parts that will never be filled: those have no price, and what they hold is set free. Answered with what went
   * wrong with each, null for those that are booked.
   */
  readonly settleMany: Topic<readonly (Part & { readonly price: number | null })[], (string | null)[]>;
  readonly createMany: Topic<readonly ClientOrder[], Verdict<Order>[]>;
  readonly acceptedMany: Topic<readonly ClientOrder[]>;
  readonly updateMany: Topic<readonly OrderUpdate[]>;
  readonly batches: Topic<Batch>;
  readonly exchangeOrders: Topic<ExchangeOrder>;
  readonly cancelOrders: Topic<CancelRequest>;
  readonly fills: Topic<FillMessage>;
  readonly orderUpdates: Topic<OrderUpdate>;
  readonly notifications: Topic<Order>;
  /** Orders that are done, for strategies that wait for theirs. */
  readonly completions: Topic<Order>;
}

export function createTopics(): Topics {
  return {
    authenticate: new Channel('users.authenticate'),
    verifyToken: new Channel('users.verify-token'),
    checkBalance: new Channel('wallets.check-balance'),
    checkReplacement: new Channel('wallets.check-replacement'),
    settleFunds: new Channel('wallets.settle'),
    releaseFunds: new Channel('wallets.release'),
    validateOrder: new Channel('risk.validate-order'),
    checkRisk: new Channel('risk.check'),
    createOrder: new Channel('orders.create'),
    withdrawOrders: new Channel('orders.withdraw'),
    recordReject: new Channel('orders.rejected'),
    cancelOrder: new Channel('orders.cancel'),
    replaceOrder: new Channel('orders.replace'),
    reportPositions: new Channel('wallets.report-positions'),
    findOrder: new Channel('orders.find'),
    listOrders: new Channel('orders.list'),
    acceptedOrders: new Channel('orders.accepted'),
    directOrders: new Channel('orders.direct'),
    reserveMany: new Channel('wallets.reserve-many'),
    settleMany: new Channel('wallets.settle-many'),
    createMany: new Channel('orders.create-many'),
    acceptedMany: new Channel('orders.accepted-many'),
    updateMany: new Channel('orders.update-many'),
    batches: new Channel('orders.batched'),
    exchangeOrders: new Channel('exchange.orders'),
    cancelOrders: new Channel('exchange.cancels'),
    fills: new Channel('exchange.fills'),
    orderUpdates: new Channel('orders.updates'),
    notifications: new Channel('notifications'),
    completions: new Channel('orders.completed'),
  };
}
