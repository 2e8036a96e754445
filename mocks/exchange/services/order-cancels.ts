import { SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { spanRef } from '../messaging/span-refs';
import type { Blotter } from '../orders/blotter';
import { accept, type ClientOrder, type Order, refuse, type Verdict } from '../orders/types';
import { processing, verdictAttributes } from './attributes';
import type { Topics } from './topics';

/**
 * The order-manager's part in a cancellation: says whether the order may be cancelled and asks the exchange-gateway to. The
 * order stays open until the venue has answered, and may be filled before that: such a race is normal, not an error.
 * `open` are the orders that can still change.
 */
export function receiveCancels(
  service: Service,
  topics: Topics,
  blotter: Blotter,
  open: ReadonlyMap<string, ClientOrder>,
): void {
  // Keyed by the orders themselves: an entry goes when the order is done and nobody holds it any more.
  const asked = new WeakSet<ClientOrder>();

  service.receive(topics.cancelOrder, ({ userId, orderId }) =>
    service.span(
      'cancel_order',
      { kind: SpanKind.SERVER, attributes: processing(topics.cancelOrder) },
      async (span) => {
        await service.work(1, 3);
        const verdict = verdictOn(orderId, blotter.find(userId, orderId));
        span.setAttributes(verdictAttributes(verdict));
        const order = open.get(orderId);
        if (!verdict.accepted || !order) return verdict;
        span.setAttributes({ 'client.order_id': order.clientOrderId, 'order.status': verdict.value.state });
        // Asking twice changes nothing, so it is sent once.
        if (asked.has(order)) return verdict;
        asked.add(order);
        service.withIds({ 'client.order_id': order.clientOrderId }, () =>
          service.send(topics.cancelOrders, { order, cancel: spanRef(span) }),
        );
        return verdict;
      },
    ),
  );
}

function verdictOn(orderId: string, order: Order | null): Verdict<Order> {
  if (!order) {
    return refuse('unknown_order', `You have no order ${orderId}. Look your orders up at GET /v1/orders.`);
  }
  if (order.state === 'accepted' || order.state === 'partially_filled') return accept(order);
  return refuse('too_late_to_cancel', `Order ${orderId} is ${order.state} already: nothing is left to cancel.`);
}
