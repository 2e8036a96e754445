export type Side = 'buy' | 'sell';

/** GTC rests until it is filled or cancelled; IOC trades what it can at once and the rest is cancelled. */
export type TimeInForce = 'GTC' | 'IOC';

export interface NewOrder {
  readonly kind: 'new';
  readonly orderId: string;
  /** Whose order it is; comes back in every report. */
  readonly owner: string;
  readonly side: Side;
  /** In ticks: the worst price at which the order may trade. null: any price, only for IOC. */
  readonly price: number | null;
  /** In lots. */
  readonly quantity: number;
  readonly timeInForce: TimeInForce;
}

export interface CancelOrder {
  readonly kind: 'cancel';
  readonly orderId: string;
}

export type Command = NewOrder | CancelOrder;

/** FIX 150, what happened. */
export type ExecType = 'New' | 'Trade' | 'Canceled' | 'Rejected';

/** FIX 39, the state of the order after it. */
export type OrdStatus = 'New' | 'PartiallyFilled' | 'Filled' | 'Canceled' | 'Rejected';

/**
 * What happened to one order. `orderQty` = `cumQty` + `leavesQty` while the order lives; `leavesQty` is 0 once it is done.
 * A trade gives two reports with the same `tradeId`: the resting order's first, then the arriving one's.
 */
export interface ExecutionReport {
  readonly kind: 'report';
  /** Counts all reports of a book from 1. */
  readonly execId: number;
  readonly execType: ExecType;
  readonly ordStatus: OrdStatus;
  readonly orderId: string;
  readonly owner: string;
  readonly side: Side;
  readonly orderQty: number;
  readonly cumQty: number;
  readonly leavesQty: number;
  /** Σ price · quantity of all trades so far, in ticks · lots. Exact. */
  readonly cumNotional: bigint;
  /** `cumNotional` / `cumQty` in ticks, rounded to a double; 0 before the first trade. */
  readonly avgPx: number;
  /** Of this trade; null and 0 otherwise. */
  readonly tradeId: number | null;
  readonly lastPx: number;
  readonly lastQty: number;
  /** Why the order was rejected or cancelled; '' otherwise. */
  readonly reason: RejectReason | CancelReason | '';
}

/** FIX 35=9: there is no such order to cancel. */
export interface CancelReject {
  readonly kind: 'cancel-reject';
  readonly orderId: string;
  readonly reason: 'unknown_order';
}

export type EngineEvent = ExecutionReport | CancelReject;

export type RejectReason = 'bad_price' | 'bad_quantity' | 'duplicate_order_id';
export type CancelReason = 'requested' | 'no_liquidity';
