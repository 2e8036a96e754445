import { SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { sliceBatch } from '../orders/slicing';
import { processing } from './attributes';
import type { ExchangeOrder, Topics } from './topics';

/** Turns a batch into exchange orders and tells the fill-service, before anybody else, whose each of them is. */
export function startAlgoEngine(service: Service, topics: Topics, nextId: () => string): void {
  service.receive(topics.batches, ({ batchId, orders }) =>
    service.span(
      'algorithm_processing',
      { kind: SpanKind.CONSUMER, attributes: { ...processing(topics.batches), 'batch.size': orders.length } },
      async (span) => {
        await service.work(1, 5);
        const slices = sliceBatch(orders);
        span.setAttribute('algorithm.exchange_orders', slices.length);
        for (const slice of slices) {
          const order: ExchangeOrder = { ...slice, exchangeOrderId: nextId(), batchId };
          service.withIds({ 'exchange.order_id': order.exchangeOrderId }, () => {
            service.send(topics.fills, { kind: 'plan', order });
            service.send(topics.exchangeOrders, order);
          });
        }
      },
    ),
  );
}
