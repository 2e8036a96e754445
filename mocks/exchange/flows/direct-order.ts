import type { Attributes } from '@opentelemetry/api';
import type { Rng } from '@/lib/base/rng';
import { cashOf, instrumentOf, SYMBOLS } from '../market/instruments';
import type { OrderRef, OrderTerms } from '../orders/types';
import { priceOf, quantityOf, termAttributes } from '../services/attributes';
import type { VenueName } from '../venues/venues';
import { SIMULATED_CLIENTS } from './simulated-clients';

/** An order of a flow whose execution is computed: no book sees it and no wallet moves. */
export interface DirectOrder extends OrderRef, OrderTerms {
  /** In ticks; what the order is taken to be worth. */
  readonly price: number;
}

export interface Routed {
  readonly order: DirectOrder;
  readonly venue: VenueName;
}

export interface Execution extends Routed {
  readonly exchangeOrderId: string;
  readonly fillId: string;
  /** In ticks. */
  readonly executedPrice: number;
}

/** A buyer pays a thousandth more than was asked for, a seller gets a thousandth less. */
export const SLIPPAGE = { buy: 1.001, sell: 0.999 } as const;

/** The price after slippage, in whole ticks. */
export function slipped({ side, price }: DirectOrder): number {
  return Math.round((price * Math.round(SLIPPAGE[side] * 1_000)) / 1_000);
}

/** What an order is worth, in whole units of its quote currency. */
export function notionalOf({ symbol, price, lots }: DirectOrder): number {
  return Number(cashOf(instrumentOf(symbol), BigInt(price) * BigInt(lots))) / 1e8;
}

/** The order's ids, as they travel in baggage. */
export function idsOfOrder({ orderId, clientOrderId, userId }: OrderRef): Record<string, string> {
  return { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId };
}

export function executionAttributes({ order, venue, executedPrice }: Execution): Attributes {
  return {
    'exchange.venue': venue,
    'exec.price': priceOf(order.symbol, executedPrice),
    'exec.slippage': SLIPPAGE[order.side],
    'fill.quantity': quantityOf(order.symbol, order.lots),
  };
}

export function directAttributes(order: DirectOrder): Attributes {
  return { ...idsOfOrder(order), ...termAttributes(order) };
}

/**
 * An order of one of the simulated clients at the reference price, worth a tenth to nine tenths of `limit`; one in eight is
 * worth more than that and will be refused.
 */
export function drawDirectOrder(rng: Rng, nextId: (prefix: string) => string, limit: number): DirectOrder {
  const symbol = pick(rng, SYMBOLS);
  const instrument = instrumentOf(symbol);
  const share = rng.int(8) === 0 ? 1.5 : 0.1 + 0.8 * rng.next();
  const lotWorth = notionalOf({ ...NOTHING, symbol, price: instrument.referencePrice, lots: 1 });
  const price = instrument.referencePrice;
  return {
    orderId: nextId('ORD'),
    clientOrderId: nextId('CLI'),
    userId: pick(rng, SIMULATED_CLIENTS),
    symbol,
    side: rng.int(2) === 0 ? 'buy' : 'sell',
    type: 'limit',
    price,
    worstPrice: price,
    lots: Math.max(1, Math.floor((limit * share) / lotWorth)),
  };
}

const NOTHING = { orderId: '', clientOrderId: '', userId: '', side: 'buy', type: 'limit', worstPrice: 1 } as const;

export function pick<Value>(rng: Rng, values: readonly Value[]): Value {
  return values[rng.int(values.length)] as Value;
}
