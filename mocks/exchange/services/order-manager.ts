import { SpanKind } from '@opentelemetry/api';
import { toUnixNano } from '../clock';
import type { Database } from '../database/database';
import type { Service } from '../messaging/service';
import { linkTo } from '../messaging/span-refs';
import { Blotter, type Change } from '../orders/blotter';
import { goesAlone } from '../orders/time-in-force';
import type { ClientOrder, Order, Verdict } from '../orders/types';
import {
  priceOf,
  processing,
  quantityOf,
  rejectAttributes,
  sending,
  termAttributes,
  verdictAttributes,
} from './attributes';
import { insist } from './insist';
import { receiveMany } from './many-orders';
import { OrderChanges } from './order-changes';
import { receiveWithdrawals } from './order-withdrawals';
import type { OrderUpdate, Topics } from './topics';

/** Owns the client orders: creates them, hands them on to be batched or cancelled, and keeps their states as fills come back. */
export function startOrderManager(
  service: Service,
  topics: Topics,
  database: Database,
  tell: (order: Order) => void,
): Blotter {
  const blotter = new Blotter(database.tracedBy(service));
  const open = new Map<string, ClientOrder>();
  const now = () => toUnixNano(service.clock.now());
  const changes = new OrderChanges({ service, topics, blotter, open });
  const onOrder = (order: Order) => {
    changes.onOrder(order);
    tell(order);
  };

  service.receive(topics.createOrder, (order) =>
    service.span(
      'order_manager_processing',
      { kind: SpanKind.SERVER, attributes: { ...processing(topics.createOrder), ...termAttributes(order) } },
      async (span) => {
        const verdict = await create(order);
        span.setAttributes(verdict.accepted ? { 'order.status': verdict.value.state } : verdictAttributes(verdict));
        return verdict;
      },
    ),
  );

  function create(order: ClientOrder): Promise<Verdict<Order>> {
    return service.span('create_order', { kind: SpanKind.INTERNAL }, async (span) => {
      await service.work(1, 4);
      const verdict = withdrawals.refusalOf(order) ?? blotter.open(order, now());
      span.setAttributes(verdictAttributes(verdict));
      if (!verdict.accepted) return verdict;
      open.set(order.orderId, order);
      onOrder(verdict.value);
      const next = order.lane === 'direct' || goesAlone(order) ? topics.directOrders : topics.acceptedOrders;
      await service.span('publish_event', { kind: SpanKind.PRODUCER, attributes: sending(next) }, () =>
        service.send(next, order),
      );
      return verdict;
    });
  }

  const parts = { service, topics, blotter, open, onOrder };
  const withdrawals = receiveWithdrawals(parts);
  receiveMany({ ...parts, ...withdrawals });

  service.receive(topics.recordReject, ({ ref, written, reject, traceId }) =>
    service.span(
      'record_reject',
      { kind: SpanKind.SERVER, attributes: { ...processing(topics.recordReject), ...rejectAttributes(reject) } },
      () => {
        const order = blotter.reject(ref, written, reject, traceId, now());
        onOrder(order);
        return order;
      },
    ),
  );

  service.receive(topics.orderUpdates, update, ({ orderId }) => orderId);
  service.receive(topics.findOrder, ({ userId, orderId }) => blotter.find(userId, orderId));
  service.receive(topics.listOrders, ({ userId, limit }) => blotter.list(userId, limit));

  const worded = (orderId: string, change: Change) => withdrawals.worded(orderId, changes.worded(orderId, change));

  /** The money is booked before the order's new state is told to anybody. */
  async function update({ orderId, bookingId, change }: OrderUpdate): Promise<void> {
    const order = open.get(orderId);
    if (!order) throw new Error(`An update came for order ${orderId}, which is not open`);
    const { symbol, origin, clientOrderId } = order;
    await service.span(
      'client_order_update',
      {
        kind: SpanKind.CONSUMER,
        links: [linkTo(origin, { 'order.id': orderId, 'client.order_id': clientOrderId })],
        attributes: { ...processing(topics.orderUpdates), ...termAttributes(order) },
      },
      async (span) => {
        await service.work(1, 3);
        if (change.kind === 'fill') {
          await insist(service, topics.settleFunds, { order, bookingId, lots: change.lots, price: change.price });
        }
        const result = blotter.apply(orderId, worded(orderId, change), now());
        span.setAttributes({
          'order.status': result.order.state,
          'order.filled_quantity': Number(result.order.filledQuantity),
          [change.kind === 'fill' ? 'fill.quantity' : 'order.cancelled_quantity']: quantityOf(symbol, change.lots),
          ...(change.kind === 'fill' ? { 'fill.price': priceOf(symbol, change.price) } : {}),
        });
        if (result.done) await complete(result.order);
        else if (change.kind === 'cancel') {
          await insist(service, topics.releaseFunds, { orderId, part: { order, bookingId, lots: change.lots } });
        }
        onOrder(result.order);
      },
    );
  }

  function complete(order: Order): Promise<void> {
    const attributes = { 'order.status': order.state, 'order.filled_quantity': Number(order.filledQuantity) };
    return service.span('order_completed', { kind: SpanKind.PRODUCER, attributes }, async () => {
      open.delete(order.orderId);
      if (order.state === 'cancelled') await insist(service, topics.releaseFunds, { orderId: order.orderId });
      service.send(topics.notifications, order);
    });
  }

  return blotter;
}
