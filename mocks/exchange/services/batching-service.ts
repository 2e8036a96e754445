import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Service } from '../messaging/service';
import { linkTo } from '../messaging/span-refs';
import type { ClientOrder } from '../orders/types';
import { processing } from './attributes';
import type { Topics } from './topics';

export interface BatchLimits {
  /** Closes with this many orders ... */
  readonly orders: number;
  /** ... or this long after its first. */
  readonly waitMs: number;
}

/**
 * Collects accepted orders into batches. The span begins when a batch closes: its links are all known then, and what the
 * orders waited is the gap before it. Fan-in has no parent, so each batch is a trace of its own.
 */
export function startBatchingService(
  service: Service,
  topics: Topics,
  opening: BatchLimits,
  nextId: () => string,
): { flush(): void; setLimits(limits: BatchLimits): void } {
  let limits = opening;
  let waiting: ClientOrder[] = [];
  let openedAt = service.clock.now();
  let cancelTimer = () => {};
  /** Once flushed, nothing waits any more. */
  let flushed = false;

  service.receive(topics.acceptedOrders, (order) => {
    waiting.push(order);
    if (waiting.length === 1) {
      openedAt = service.clock.now();
      cancelTimer = service.clock.after(limits.waitMs, () => close('time'));
    }
    if (flushed || waiting.length >= limits.orders) close('size');
  });

  function close(reason: 'size' | 'time' | 'stop'): void {
    cancelTimer();
    const orders = waiting;
    waiting = [];
    // A trace of its own: the context at hand is that of the first or last order, and the batch belongs to none of them.
    void contexts.with(ROOT_CONTEXT, () => service.background(() => publish(nextId(), orders, reason)));
  }

  function publish(batchId: string, orders: readonly ClientOrder[], reason: string): Promise<void> {
    const [seconds, nanos] = service.clock.now();
    const attributes = {
      ...processing(topics.acceptedOrders),
      'messaging.batch.message_count': orders.length,
      'batch.size': orders.length,
      'batch.orders': orders.map(({ orderId }) => orderId),
      'batch.users': [...new Set(orders.map(({ userId }) => userId))],
      'batch.close_reason': reason,
      'batch.wait_ms': (seconds - openedAt[0]) * 1e3 + (nanos - openedAt[1]) / 1e6,
    };
    const links = orders.map(({ origin, orderId, clientOrderId, userId }) =>
      linkTo(origin, { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId }),
    );
    return service.withIds({ 'batch.id': batchId }, () =>
      service.span('order_batching', { kind: SpanKind.CONSUMER, links, attributes }, async () => {
        await service.work(1, 2);
        service.send(topics.batches, { batchId, orders });
      }),
    );
  }

  return {
    flush() {
      flushed = true;
      if (waiting.length > 0) close('stop');
    },
    /** For the orders that come from now on; what waits is closed at once when it is too much. */
    setLimits(next) {
      limits = next;
      if (waiting.length >= limits.orders) close('size');
    },
  };
}
