import type { Attributes } from '@opentelemetry/api';
import { formatAmount, formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import { fixTimeInForceOf } from '../orders/time-in-force';
import type { OrderTerms, Reject, Verdict } from '../orders/types';

/** What an order asks for. Numbers, so that a search can compare them; a market order has no price. */
export function termAttributes(terms: OrderTerms): Attributes {
  const { symbol, side, type, price, lots } = terms;
  const { priceDecimals, lotDecimals } = instrumentOf(symbol);
  return {
    'order.symbol': symbol,
    'order.side': side,
    'order.type': type === 'limit' ? 'LimitOrder' : 'MarketOrder',
    'order.time_in_force': fixTimeInForceOf(terms),
    'order.quantity': Number(formatShort(lots, lotDecimals)),
    ...(price === null ? {} : { 'order.price': Number(formatAmount(price, priceDecimals)) }),
  };
}

interface Destination {
  readonly name: string;
}

/** Messages go through channels of this process. */
function messaging(topic: Destination, type: 'send' | 'process'): Attributes {
  return {
    'messaging.system': 'in_process',
    'messaging.destination.name': topic.name,
    'messaging.operation.type': type,
  };
}

export function processing(topic: Destination): Attributes {
  return messaging(topic, 'process');
}

export function sending(topic: Destination): Attributes {
  return messaging(topic, 'send');
}

/** A business refusal. The span's status stays as it is: nothing broke. */
export function rejectAttributes({ reason, sentence }: Reject): Attributes {
  return { 'order.status': 'rejected', 'order.reject_reason': reason, 'order.reject_text': sentence };
}

export function verdictAttributes(verdict: Verdict<unknown>): Attributes {
  return verdict.accepted ? {} : rejectAttributes(verdict.reject);
}

/** Lots as a number of the asset. */
export function quantityOf(symbol: string, lots: number): number {
  return Number(formatShort(lots, instrumentOf(symbol).lotDecimals));
}

export function priceOf(symbol: string, ticks: number): number {
  return Number(formatAmount(ticks, instrumentOf(symbol).priceDecimals));
}
