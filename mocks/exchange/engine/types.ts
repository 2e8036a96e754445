export type Side = 'buy' | 'sell';

/**
 * FIX 59. GTC rests until it is filled or cancelled, Day until the session ends. IOC trades what it can at once and the rest
 * is cancelled; FOK trades all of it at once or nothing.
 */
export type TimeInForce = 'GTC' | 'Day' | 'IOC' | 'FOK';

/** FIX 35=D. */
export interface NewOrder {
  readonly kind: 'new';
  /** FIX 11. Not an id of an order that is open or that is still remembered. */
  readonly orderId: string;
  /** Whose order it is; comes back in every report. Orders of one owner never trade with each other. */
  readonly owner: string;
  readonly side: Side;
  /** In ticks: the worst price at which the order may trade. null: any price (a market order), only for IOC and FOK. */
  readonly price: number | null;
  /** In lots. */
  readonly quantity: number;
  readonly timeInForce: TimeInForce;
}

/** FIX 35=F. */
export interface CancelOrder {
  readonly kind: 'cancel';
  readonly orderId: string;
}

/**
 * FIX 35=G: states an open order anew, under a new id. A replaced order can be replaced again: a chain of ids, of which only
 * the last one can be cancelled or replaced.
 */
export interface ReplaceOrder {
  readonly kind: 'replace';
  /** FIX 11: the order's id from now on. */
  readonly orderId: string;
  /** FIX 41: its id until now. */
  readonly origOrderId: string;
  /** In ticks; the one it has, if that shall not change. */
  readonly price: number;
  /** FIX 38, in lots: what is wanted in all, with what has been filled already. */
  readonly quantity: number;
}

/** The engine has no clock: that the day is over is a command. Day orders expire. */
export interface EndOfSession {
  readonly kind: 'endOfSession';
}

export type Command = NewOrder | CancelOrder | ReplaceOrder | EndOfSession;

/** FIX 150, what happened. */
export type ExecType = 'New' | 'Trade' | 'Replaced' | 'Canceled' | 'Expired' | 'Rejected';

/**
 * FIX 39, the state of the order after it. A replaced order goes on as New or PartiallyFilled, or ends as Filled, for these
 * take precedence in FIX; Replaced is the state of the id that it had before.
 */
export type OrdStatus = 'New' | 'PartiallyFilled' | 'Filled' | 'Replaced' | 'Canceled' | 'Expired' | 'Rejected';

/** The state of an id under which there is no open order any more. */
export type FinalStatus = Exclude<OrdStatus, 'New' | 'PartiallyFilled' | 'Rejected'>;

/**
 * FIX 35=8, what happened to one order. `orderQty` = `cumQty` + `leavesQty` while the order lives; `leavesQty` is 0 once it
 * is done. A trade gives two reports with the same `tradeId`: the resting order's first, then the arriving one's.
 */
export interface ExecutionReport {
  readonly kind: 'report';
  /** Counts all reports of a book from 1. */
  readonly execId: number;
  readonly execType: ExecType;
  readonly ordStatus: OrdStatus;
  readonly orderId: string;
  /** Of Replaced: the id that the order had before; null otherwise. */
  readonly origOrderId: string | null;
  readonly owner: string;
  readonly side: Side;
  readonly orderQty: number;
  readonly cumQty: number;
  readonly leavesQty: number;
  /** Σ price · quantity of all trades so far, in ticks · lots. Exact. */
  readonly cumNotional: bigint;
  /** `cumNotional` / `cumQty` in ticks, off by one unit in the last place of a double at most; 0 before the first trade. */
  readonly avgPx: number;
  /** Of this trade; null and 0 otherwise. */
  readonly tradeId: number | null;
  readonly lastPx: number;
  readonly lastQty: number;
  /** Why the order was rejected, cancelled or expired; '' otherwise. */
  readonly reason: RejectReason | EndReason | '';
}

/** FIX 35=9: an order could not be cancelled or replaced. It is as it was. */
export interface CancelReject {
  readonly kind: 'cancel-reject';
  /** FIX 11: the order to cancel, or the new id that the replaced order would have had. */
  readonly orderId: string;
  /** FIX 41: the order to replace; null for a cancel (FIX 434 tells the two apart). */
  readonly origOrderId: string | null;
  /** The state of the order; Rejected when it is unknown, as FIX has it. */
  readonly ordStatus: OrdStatus;
  readonly reason: CancelRejectReason;
}

export type EngineEvent = ExecutionReport | CancelReject;

/** What is wrong with the terms of an order. */
export type TermsReason = 'bad_price' | 'bad_quantity' | 'market_order_cannot_rest';

/** FIX 103. */
export type RejectReason = TermsReason | 'duplicate_order_id' | 'too_many_open_orders';

/** Why an order ended without being filled. */
export type EndReason = 'requested' | 'no_liquidity' | 'self_trade' | 'end_of_session';

/** FIX 102. Too late: the order is filled, cancelled, expired, or goes on under another id. Unknown: never seen, or forgotten. */
export type CancelRejectReason = 'unknown_order' | 'too_late' | 'duplicate_order_id' | 'bad_price' | 'bad_quantity';
