import { SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { causeAttributes, orderIdAttributes, sliceBatch } from '../orders/slicing';
import { timeInForceOf } from '../orders/time-in-force';
import { processing } from './attributes';
import type { ExchangeOrder, Topics } from './topics';

/**
 * Turns a batch into exchange orders, and an order that goes to its venue alone into one. Tells the
 * fill-service, before anybody else, whose each of them is.
 */
export function startAlgoEngine(service: Service, topics: Topics, nextId: () => string): void {
  service.receive(topics.batches, ({ batchId, orders }) =>
    service.span(
      'algorithm_processing',
      {
        kind: SpanKind.CONSUMER,
        attributes: { ...processing(topics.batches), ...causeAttributes(orders), 'batch.size': orders.length },
      },
      async (span) => {
        await service.work(1, 5);
        const slices = sliceBatch(orders);
        span.setAttribute('algorithm.exchange_orders', slices.length);
        for (const slice of slices) send({ ...slice, exchangeOrderId: nextId(), batchId });
      },
    ),
  );

  service.receive(topics.directOrders, (order) => {
    const attributes = { ...processing(topics.directOrders), ...orderIdAttributes([order]) };
    return service.span('algorithm_processing', { kind: SpanKind.CONSUMER, attributes }, (span) => {
      span.setAttribute('algorithm.exchange_orders', 1);
      const { symbol, side, type, price, worstPrice, lots } = order;
      const terms = { symbol, side, type, price, worstPrice, lots, timeInForce: timeInForceOf(order) };
      send({ ...terms, contributions: [{ order, lots }], exchangeOrderId: nextId() });
    });
  });

  function send(order: ExchangeOrder): void {
    service.withIds({ 'exchange.order_id': order.exchangeOrderId }, () => {
      service.send(topics.fills, { kind: 'plan', order });
      service.send(topics.exchangeOrders, order);
    });
  }
}
