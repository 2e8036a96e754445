import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toUnixNano } from '../clock';
import { formatShort } from '../market/decimal';
import { findInstrument, noSymbol } from '../market/instruments';
import type { Service } from '../messaging/service';
import { linkTo, recordedTrace, spanRef } from '../messaging/span-refs';
import { protectionPrice } from '../orders/parse-order';
import { causeAttributes } from '../orders/slicing';
import {
  accept,
  type Causes,
  type ClientOrder,
  type Order,
  type OrderTerms,
  type Reject,
  refuse,
  type Verdict,
} from '../orders/types';
import { rejectAttributes, termAttributes } from './attributes';
import { OrderWithdrawn, withdraw } from './order-creation';
import { millisBetween } from './signal-attributes';
import type { Topics } from './topics';

/** An order of a simulated client; the price in ticks, null for a market order, the quantity in lots. */
export interface NewOrder extends Omit<OrderTerms, 'worstPrice'>, Pick<Causes, 'signal'> {
  readonly userId: string;
  /** Given in advance by who has to know it; otherwise a new one. */
  readonly orderId?: string;
}

export interface SubmittedOrder {
  readonly orderId: string;
  /** null when it is not recorded. */
  readonly traceId: string | null;
  /** Why it was refused; null for an order that goes on. */
  readonly reject: Reject | null;
}

export type SubmitOrders = (orders: readonly NewOrder[]) => Promise<SubmittedOrder[]>;

/**
 * The client-gateway's entrance for many orders at once, from clients that need no token. Each order begins a trace of its own,
 * `client_order_received`; all together are one message. Resolves once all are created, refused or,
 * when that was not answered in time, withdrawn; fills come later.
 */
export function manyEntry(service: Service, topics: Topics, nextId: (prefix: string) => string): SubmitOrders {
  function receive(order: NewOrder) {
    const { orderId = nextId('ORD'), userId, signal } = order;
    const ids = { orderId, clientOrderId: nextId('CLI'), userId };
    const terms = termsOf(order);
    const attributes = {
      'order.id': orderId,
      'client.order_id': ids.clientOrderId,
      'user.id': userId,
      ...causeAttributes([order]),
      ...(signal ? { 'signal.to_order_ms': millisBetween(signal.atUnixNano, toUnixNano(service.clock.now())) } : {}),
      ...(terms.accepted ? termAttributes(terms.value) : { 'order.symbol': order.symbol }),
    };
    const links = signal ? [linkTo(signal.ref, { 'signal.id': signal.id })] : [];
    const span = service.openSpan('client_order_received', { kind: SpanKind.SERVER, links, attributes }, ROOT_CONTEXT);
    if (!terms.accepted) return { orderId, span, terms };
    const client: ClientOrder = {
      ...ids,
      ...terms.value,
      ...(signal ? { signal } : {}),
      origin: spanRef(span),
      lane: 'bulk',
    };
    return { orderId, span, terms, client };
  }

  async function submit(orders: readonly NewOrder[]): Promise<SubmittedOrder[]> {
    const received = orders.map(receive);
    const clients = received.flatMap(({ client }) => (client ? [client] : []));
    const created = await create(clients);
    const outcomeOf = new Map(clients.map(({ orderId }, index) => [orderId, created[index]]));
    return received.map(({ orderId, span, terms }) => {
      const outcome = terms.accepted ? outcomeOf.get(orderId) : terms;
      const withdrawn = outcome instanceof OrderWithdrawn ? outcome : undefined;
      const reject = rejectOf(outcome);
      const refused = reject ? rejectAttributes(reject) : { 'order.status': 'accepted' };
      span.setAttributes(withdrawn?.attributes ?? refused);
      service.endSpan(span, withdrawn);
      return { orderId, traceId: recordedTrace(spanRef(span)), reject };
    });
  }

  async function create(clients: readonly ClientOrder[]): Promise<readonly (Verdict<Order> | OrderWithdrawn)[]> {
    if (clients.length === 0) return [];
    return contexts.with(ROOT_CONTEXT, async () => {
      try {
        return await service.request(topics.createMany, clients);
      } catch {
        const states = await withdraw({ service, topics }, clients);
        return clients.map((client, index) => new OrderWithdrawn(client, states?.[index] ?? null));
      }
    });
  }

  return (orders) => service.track(() => submit(orders));
}

function rejectOf(outcome: Verdict<Order | OrderTerms> | OrderWithdrawn | undefined): Reject | null {
  if (outcome instanceof OrderWithdrawn) return { reason: 'withdrawn', sentence: outcome.message };
  return outcome && !outcome.accepted ? outcome.reject : null;
}

function termsOf({ symbol, side, type, price, lots }: NewOrder): Verdict<OrderTerms> {
  const instrument = findInstrument(symbol);
  if (!instrument) return refuse('unknown_symbol', noSymbol(symbol));
  const { maxLots, lotDecimals } = instrument;
  if (!(Number.isInteger(lots) && lots > 0 && lots <= maxLots)) {
    return refuse(
      'bad_quantity',
      `An order of ${symbol} must ask for whole lots, ${formatShort(maxLots, lotDecimals)} at most.`,
    );
  }
  if (type === 'market')
    return accept({ symbol, side, type, price: null, worstPrice: protectionPrice(instrument, side), lots });
  if (price === null || !(Number.isSafeInteger(price) && price > 0)) {
    return refuse('bad_price', `A limit order of ${symbol} needs a price of whole ticks.`);
  }
  return accept({ symbol, side, type, price, worstPrice: price, lots });
}
