import type { Attributes } from '@opentelemetry/api';
import type { Rng } from '@/lib/base/rng';
import { cashOf, instrumentOf, SYMBOLS } from '../market/instruments';
import { protectionPrice } from '../orders/parse-order';
import type { OrderRef, OrderTerms } from '../orders/types';
import { priceOf, quantityOf, termAttributes } from '../services/attributes';
import type { VenueName } from '../venues/venues';
import { SIMULATED_CLIENTS } from './simulated-clients';

/** An order of a flow whose execution is computed: no book sees it and no wallet moves. Immediate or cancel. */
export interface DirectOrder extends OrderRef, OrderTerms {
  /** In ticks: what the market asks or bids at the moment. */
  readonly marketPrice: number;
}

export interface Routed {
  readonly order: DirectOrder;
  readonly venue: VenueName;
}

/** What came of an order at its venue: a fill of all of it, or nothing. */
export interface Execution extends Routed {
  readonly exchangeOrderId: string;
  /** null when nothing was filled: the offered price was worse than the order's limit. */
  readonly fillId: string | null;
  /** In ticks: the market price after slippage, at which the order trades unless its limit forbids it. */
  readonly offeredPrice: number;
}

/** By the time that an order arrives, a buyer has to pay a thousandth more than the market asked, a seller gets a thousandth less. */
export const SLIPPAGE = { buy: 1.001, sell: 0.999 } as const;

/** The market price after slippage, in whole ticks. */
function slipped({ side, marketPrice }: DirectOrder): number {
  return Math.round((marketPrice * Math.round(SLIPPAGE[side] * 1_000)) / 1_000);
}

/**
 * Executes an order at the slipped price. A market order takes it. A limit order never trades at a price worse than its limit, and
 * not at its limit either, as nobody is there: it is cancelled unfilled, like any immediate-or-cancel order that finds no
 * liquidity.
 */
export function execute(
  { order, venue }: Routed,
  nextFillId: () => string,
): Pick<Execution, 'fillId' | 'offeredPrice'> & Routed {
  const offeredPrice = slipped(order);
  const { side, price } = order;
  const isBeyond = price !== null && (side === 'buy' ? offeredPrice > price : offeredPrice < price);
  return { order, venue, offeredPrice, fillId: isBeyond ? null : nextFillId() };
}

/** What an order is worth at its limit, or at the market when it has none; in whole units of its quote currency. */
export function notionalOf({
  symbol,
  price,
  marketPrice,
  lots,
}: Pick<DirectOrder, 'symbol' | 'price' | 'marketPrice' | 'lots'>) {
  return Number(cashOf(instrumentOf(symbol), BigInt(price ?? marketPrice) * BigInt(lots))) / 1e8;
}

/** The order's ids, as they travel in baggage. */
export function idsOfOrder({ orderId, clientOrderId, userId }: OrderRef): Record<string, string> {
  return { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId };
}

/** The ids that an execution has brought. */
export function executedIds({ exchangeOrderId, fillId }: Execution): Record<string, string> {
  return { 'exchange.order_id': exchangeOrderId, ...(fillId === null ? {} : { 'fill.id': fillId }) };
}

/** The execution, and the state of the order after it. */
export function executionAttributes(done: Execution): Attributes {
  const { order, venue, fillId, offeredPrice } = done;
  const price = priceOf(order.symbol, offeredPrice);
  return {
    ...executedIds(done),
    'exchange.venue': venue,
    'exec.slippage': SLIPPAGE[order.side],
    ...(fillId === null
      ? { 'order.status': 'cancelled', 'exchange.cancel_reason': 'no_liquidity', 'exec.offered_price': price }
      : { 'order.status': 'filled', 'exec.price': price, 'fill.quantity': quantityOf(order.symbol, order.lots) }),
  };
}

export function directAttributes(order: DirectOrder): Attributes {
  return { ...idsOfOrder(order), ...termAttributes(order) };
}

/** From the market, in thousandths: further than slippage, or not at all. */
const LIMIT_BEYOND = 2;

/**
 * An order of one of the simulated clients, worth a tenth to nine tenths of `limit`; one in eight is worth more than that and
 * will be refused. Of eight orders five are market orders; two have a limit beyond what slippage can reach, and one a limit at the
 * market, which slips away from it.
 */
export function drawDirectOrder(rng: Rng, nextId: (prefix: string) => string, limit: number): DirectOrder {
  const symbol = pick(rng, SYMBOLS);
  const instrument = instrumentOf(symbol);
  const share = rng.int(8) === 0 ? 1.5 : 0.1 + 0.8 * rng.next();
  const marketPrice = instrument.referencePrice;
  const lotWorth = notionalOf({ symbol, price: null, marketPrice, lots: 1 });
  const userId = pick(rng, SIMULATED_CLIENTS);
  const side = rng.int(2) === 0 ? 'buy' : 'sell';
  const kind = rng.int(8);
  const beyond = kind === 7 ? 0 : Math.ceil((marketPrice * LIMIT_BEYOND) / 1_000);
  const price = kind < 5 ? null : side === 'buy' ? marketPrice + beyond : marketPrice - beyond;
  return {
    orderId: nextId('ORD'),
    clientOrderId: nextId('CLI'),
    userId,
    symbol,
    side,
    type: price === null ? 'market' : 'limit',
    price,
    worstPrice: price ?? protectionPrice(instrument, side),
    lots: Math.max(1, Math.floor((limit * share) / lotWorth)),
    marketPrice,
  };
}

export function pick<Value>(rng: Rng, values: readonly Value[]): Value {
  return values[rng.int(values.length)] as Value;
}
