import type { Side } from '../engine/types';
import type { SpanRef } from '../messaging/span-refs';

/** The ids that every message about a client order carries. */
export interface OrderRef {
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly userId: string;
}

/** What is wanted, parsed: prices in ticks, the quantity in lots. */
export interface OrderTerms {
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  /** The client's limit; null for a market order. */
  readonly price: number | null;
  /** The worst price that may be paid: the limit, or the protection price of a market order. Funds are reserved at it. */
  readonly worstPrice: number;
  readonly lots: number;
  /** `gtc` for a limit order and `ioc` for a market order, when left out. */
  readonly timeInForce?: TimeInForce;
}

export type OrderType = 'limit' | 'market';

/**
 * How long an order is good for. `gtc` waits until it is filled or cancelled, `day` until the trading day ends; `ioc` trades what
 * it can at once, `fok` all of it at once or nothing.
 */
export type TimeInForce = 'gtc' | 'day' | 'ioc' | 'fok';

/** What made somebody send an order. */
export interface Causes {
  readonly signal?: Signal;
  readonly arbitrageId?: string;
}

/** A strategy's signal, with what an order is measured against. */
export interface Signal {
  readonly id: string;
  /** The span strategy.signal. */
  readonly ref: SpanRef;
  /** In ticks; what could be had at that moment. */
  readonly price: number;
  readonly atUnixNano: string;
}

export interface ClientOrder extends OrderRef, OrderTerms, Causes {
  /** The span client_order_received. */
  readonly origin: SpanRef;
  /**
   * `bulk`: one of many that are dealt with together, with a few spans each. `direct`: goes to its venue at once and alone,
   * as do others that do not wait. Left out: through the batch like any client's.
   */
  readonly lane?: 'bulk' | 'direct';
}

/** An order as it was written, for the records when it is rejected before it made sense. */
export interface WrittenOrder {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly price: string | null;
  readonly quantity: string;
  /** As of {@link OrderTerms}. */
  readonly timeInForce?: TimeInForce;
}

export type RejectReason =
  | 'bad_token'
  | 'expired_token'
  | 'unknown_user'
  | 'bad_login'
  | 'bad_request'
  | 'unknown_symbol'
  | 'bad_price'
  | 'bad_quantity'
  | 'bad_time_in_force'
  | 'insufficient_balance'
  | 'price_out_of_band'
  | 'risk_limit_notional'
  | 'position_limit_exceeded'
  | 'duplicate_client_order_id'
  | 'too_many_open_orders'
  | 'unknown_order'
  | 'withdrawn'
  | 'pending_change'
  | 'too_late_to_cancel'
  | 'too_late_to_replace'
  | 'venue_unavailable';

/** A business refusal: expected, explained, and not an error. */
export interface Reject {
  readonly reason: RejectReason;
  /** For the person who sent the order: what is wrong and what to do. */
  readonly sentence: string;
  /** Of orders beside the one that was asked about. */
  readonly ids?: Readonly<Record<string, string>>;
}

export type Verdict<Value = null> =
  | { readonly accepted: true; readonly value: Value }
  | { readonly accepted: false; readonly reject: Reject };

export const ACCEPTED: Verdict = { accepted: true, value: null };

export function accept<Value>(value: Value): Verdict<Value> {
  return { accepted: true, value };
}

export function refuse(reason: RejectReason, sentence: string): { accepted: false; reject: Reject } {
  return { accepted: false, reject: { reason, sentence } };
}

export type OrderState = 'accepted' | 'partially_filled' | 'filled' | 'cancelled' | 'rejected';

/** A client order as the API gives it: the shape of `order` in lib/api/contract.ts. */
export interface Order extends OrderRef {
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly price: string | null;
  readonly quantity: string;
  readonly timeInForce: TimeInForce;
  readonly filledQuantity: string;
  /** What may still be filled (FIX LeavesQty). Less than the rest while the order goes on: the difference was cancelled. */
  readonly leavesQuantity: string;
  readonly averagePrice: string | null;
  readonly state: OrderState;
  /** Why it was rejected, or why all or some of it was cancelled; '' otherwise. */
  readonly reason: string;
  /** null when the trace is not recorded (sampling). */
  readonly traceId: string | null;
  readonly receivedAtUnixNano: string;
  readonly updatedAtUnixNano: string;
}
