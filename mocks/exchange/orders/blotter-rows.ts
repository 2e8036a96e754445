import { formatShort } from '../market/decimal';
import { averagePrice, instrumentOf } from '../market/instruments';
import { timeInForceOf } from './time-in-force';
import type { Order, OrderRef, OrderState, OrderType, TimeInForce, WrittenOrder } from './types';

/** A row of the table of orders. */
export interface OrderRow {
  readonly order_id: string;
  readonly client_order_id: string;
  readonly user_id: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly type: OrderType;
  readonly price: string | null;
  readonly quantity: string;
  readonly time_in_force: TimeInForce;
  /** null for an order that was rejected. */
  readonly lots: bigint | null;
  readonly filled_lots: bigint;
  readonly cancelled_lots: bigint;
  /** Σ price · lots of its fills. */
  readonly notional: bigint;
  readonly state: OrderState;
  readonly reason: string;
  readonly trace_id: string | null;
  readonly received_at: string;
  readonly updated_at: string;
  /** null while the order is open. */
  readonly finished: bigint | null;
}

/** The order as it comes in: accepted, nothing filled. */
export function newOrder(ref: OrderRef, written: WrittenOrder, traceId: string | null, unixNano: string): Order {
  return {
    orderId: ref.orderId,
    clientOrderId: ref.clientOrderId,
    userId: ref.userId,
    symbol: written.symbol,
    side: written.side,
    type: written.type,
    price: written.price,
    quantity: written.quantity,
    timeInForce: timeInForceOf(written),
    filledQuantity: '0',
    leavesQuantity: written.quantity,
    averagePrice: null,
    state: 'accepted',
    reason: '',
    traceId,
    receivedAtUnixNano: unixNano,
    updatedAtUnixNano: unixNano,
  };
}

/** The order as its row says. A rejected one may name a symbol that nobody trades, and has no fills. */
export function orderOf(row: OrderRow): Order {
  return {
    orderId: row.order_id,
    clientOrderId: row.client_order_id,
    userId: row.user_id,
    symbol: row.symbol,
    side: row.side,
    type: row.type,
    price: row.price,
    quantity: row.quantity,
    timeInForce: row.time_in_force,
    ...filledOf(row),
    leavesQuantity: leavesOf(row),
    state: row.state,
    reason: row.reason,
    traceId: row.trace_id,
    receivedAtUnixNano: row.received_at,
    updatedAtUnixNano: row.updated_at,
  };
}

function filledOf({ symbol, filled_lots, notional }: OrderRow): Pick<Order, 'filledQuantity' | 'averagePrice'> {
  if (filled_lots === 0n) return { filledQuantity: '0', averagePrice: null };
  const instrument = instrumentOf(symbol);
  return {
    filledQuantity: formatShort(filled_lots, instrument.lotDecimals),
    averagePrice: averagePrice(instrument, notional, Number(filled_lots)),
  };
}

function leavesOf({ symbol, lots, filled_lots, cancelled_lots }: OrderRow): string {
  return lots === null ? '0' : formatShort(lots - filled_lots - cancelled_lots, instrumentOf(symbol).lotDecimals);
}
