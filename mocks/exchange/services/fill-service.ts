import { type Link, SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { linkTo, SpanRegistry } from '../messaging/span-refs';
import { cancelSentence } from '../orders/cancel-sentences';
import { Allocation, type Contribution, orderIdAttributes } from '../orders/slicing';
import { timeInForceOf } from '../orders/time-in-force';
import { priceOf, processing, quantityOf } from './attributes';
import type { ExchangeOrder, FillMessage, OrderUpdate, Topics } from './topics';

interface Plan {
  readonly order: ExchangeOrder;
  readonly allocation: Allocation;
}

type Outcome = Exclude<FillMessage, { kind: 'plan' }>;

/**
 * Gives each fill back to the client orders that it belongs to, first come, first served. A fill has several causes (the
 * exchange's report and every client order that it fills), so fill_matching is a trace of its own with a link to each, and
 * the link says how much went where.
 */
export function startFillService(
  service: Service,
  topics: Topics,
  origins = new SpanRegistry(),
): { origins: SpanRegistry } {
  const plans = new Map<string, Plan>();

  service.receive(
    topics.fills,
    (message) => {
      if (message.kind === 'plan') remember(message.order);
      else return match(message);
    },
    (message) => (message.kind === 'plan' ? message.order.exchangeOrderId : message.exchangeOrderId),
  );

  function remember(order: ExchangeOrder): void {
    plans.set(order.exchangeOrderId, { order, allocation: new Allocation(order.contributions) });
    for (const { order: client } of order.contributions) origins.remember(client.orderId, client.origin);
  }

  function match(outcome: Outcome): Promise<void> {
    const plan = plans.get(outcome.exchangeOrderId);
    if (!plan) throw new Error(`Nobody knows whose exchange order ${outcome.exchangeOrderId} is`);
    const { symbol } = plan.order;
    const lots = outcome.kind === 'fill' ? outcome.lots : plan.allocation.left;
    const parts = plan.allocation.take(lots).filter(({ order }) => concerns(outcome, order.orderId));
    if (plan.allocation.left === 0) plans.delete(outcome.exchangeOrderId);
    const { links, missing } = linksTo(outcome, symbol, lots, parts);
    return service.span(
      outcome.kind === 'fill' ? 'fill_matching' : 'cancel_matching',
      {
        kind: SpanKind.CONSUMER,
        root: true,
        links,
        attributes: {
          ...processing(topics.fills),
          ...orderIdAttributes(parts.map(({ order }) => order)),
          'order.symbol': symbol,
          'allocation.count': parts.length,
          ...(outcome.kind === 'fill'
            ? { 'fill.quantity': quantityOf(symbol, lots), 'fill.price': priceOf(symbol, outcome.price) }
            : { 'exchange.cancel_reason': outcome.reason }),
          ...(missing > 0 ? { 'links.missing': missing } : {}),
        },
      },
      async () => {
        await service.work(1, 3);
        const many = parts.filter(({ order }) => order.lane === 'bulk');
        if (many.length > 0) {
          service.send(
            topics.updateMany,
            many.map((part) => updateOf(part, outcome)),
          );
        }
        for (const part of parts) if (part.order.lane !== 'bulk') hand(part, outcome);
      },
    );
  }

  function linksTo(outcome: Outcome, symbol: string, lots: number, parts: readonly Contribution[]) {
    const cause =
      outcome.kind === 'fill'
        ? linkTo(outcome.fill, { 'fill.id': outcome.fillId, 'fill.quantity': quantityOf(symbol, lots) })
        : linkTo(outcome.cancel, { 'exchange.order_id': outcome.exchangeOrderId });
    const links: Link[] = [cause];
    for (const { order, lots: part } of parts) {
      const origin = origins.find(order.orderId);
      if (!origin) continue;
      const { orderId, clientOrderId } = order;
      const ids = { 'order.id': orderId, 'client.order_id': clientOrderId };
      links.push(linkTo(origin, { ...ids, 'allocation.quantity': quantityOf(symbol, part) }));
    }
    return { links, missing: parts.length + 1 - links.length };
  }

  function hand(part: Contribution, outcome: Outcome): void {
    const { orderId, clientOrderId, userId, signal, arbitrageId } = part.order;
    const ids = { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId };
    service.withIds({ ...ids, 'signal.id': signal?.id, 'arbitrage.id': arbitrageId }, () =>
      service.send(topics.orderUpdates, updateOf(part, outcome)),
    );
  }

  return { origins };
}

function updateOf({ order, lots }: Contribution, outcome: Outcome): OrderUpdate {
  const { orderId } = order;
  // An exchange order is cancelled once, and its venue numbers its fills.
  const bookingId = `${outcome.exchangeOrderId} ${outcome.kind === 'fill' ? outcome.fillId : 'cancelled'}`;
  if (outcome.kind === 'fill') return { orderId, bookingId, change: { kind: 'fill', lots, price: outcome.price } };
  const reason = cancelSentence(outcome.reason, timeInForceOf(order));
  return { orderId, bookingId, change: { kind: 'cancel', lots, reason } };
}

function concerns(outcome: Outcome, orderId: string): boolean {
  return outcome.kind === 'fill' || outcome.only === null || outcome.only.includes(orderId);
}
