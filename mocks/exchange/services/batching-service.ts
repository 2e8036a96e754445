import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Service } from '../messaging/service';
import { linkTo } from '../messaging/span-refs';
import { causeAttributes } from '../orders/slicing';
import type { ClientOrder } from '../orders/types';
import { processing } from './attributes';
import type { Topics } from './topics';

export interface BatchLimits {
  /** Closes with this many orders ... */
  readonly orders: number;
  /** ... or this long after its first. */
  readonly waitMs: number;
}

/** Of the orders that come by the hundreds: batches large enough that what is made once for each weighs little. */
const MANY: BatchLimits = { orders: 500, waitMs: 20 };

type CloseReason = 'size' | 'time' | 'stop';
type ClosedBatch = [orders: readonly ClientOrder[], waitedMs: number, reason: CloseReason];

/**
 * Collects accepted orders into batches; those that come by the hundreds into batches of their own. The span begins when a
 * batch closes: its links are all known then, and what the orders waited is the gap before it. Fan-in has no parent, so each
 * batch is a trace of its own.
 */
export function startBatchingService(service: Service, topics: Topics, opening: BatchLimits, nextId: () => string) {
  const single = new OpenBatch(service, opening, (...batch) => publish(topics.acceptedOrders, ...batch));
  const many = new OpenBatch(service, MANY, (...batch) => publish(topics.acceptedMany, ...batch));
  service.receive(topics.acceptedOrders, (order) => single.add(order));
  service.receiveNow(topics.acceptedMany, (orders) => {
    for (const order of orders) many.add(order);
  });

  /** `from`: where its orders came in. */
  function publish(from: { readonly name: string }, ...[orders, waitedMs, reason]: ClosedBatch): Promise<void> {
    const batchId = nextId();
    const attributes = {
      ...processing(from),
      ...causeAttributes(orders),
      'messaging.batch.message_count': orders.length,
      'batch.size': orders.length,
      'batch.orders': orders.map(({ orderId }) => orderId),
      'batch.users': [...new Set(orders.map(({ userId }) => userId))],
      'batch.close_reason': reason,
      'batch.wait_ms': waitedMs,
    };
    const links = orders.map((order) => {
      const { origin, orderId, clientOrderId, userId } = order;
      const ids = { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId };
      return linkTo(origin, { ...ids, ...causeAttributes([order]) });
    });
    return service.withIds({ 'batch.id': batchId }, () =>
      service.span('order_batching', { kind: SpanKind.CONSUMER, links, attributes }, async () => {
        await service.work(1, 2);
        service.send(topics.batches, { batchId, orders });
      }),
    );
  }

  return {
    /** What waits. */
    waiting: (): readonly ClientOrder[] => [...single.orders, ...many.orders],
    /** Sends what waits; from now on nothing waits any more. */
    flush(): void {
      single.flush();
      many.flush();
    },
    /**
     * For the orders that come from now on, one by one or by the hundreds; what waits is closed at once when it is too much.
     * null: as it was at the start.
     */
    setLimits(limits: BatchLimits | null): void {
      single.setLimits(limits ?? opening);
      many.setLimits(limits ?? MANY);
    },
  };
}

/** The batch that orders are being put into. */
class OpenBatch {
  private waiting: ClientOrder[] = [];
  private openedAt;
  private cancelTimer = () => {};
  private flushed = false;

  constructor(
    private readonly service: Service,
    private limits: BatchLimits,
    private readonly publish: (...batch: ClosedBatch) => Promise<void>,
  ) {
    this.openedAt = service.clock.now();
  }

  add(order: ClientOrder): void {
    const { clock } = this.service;
    this.waiting.push(order);
    if (this.waiting.length === 1) {
      this.openedAt = clock.now();
      this.cancelTimer = clock.after(this.limits.waitMs, () => this.close('time'));
    }
    if (this.waiting.length >= this.limits.orders) this.close('size');
    else if (this.flushed) this.close('stop');
  }

  get orders(): readonly ClientOrder[] {
    return this.waiting;
  }

  flush(): void {
    this.flushed = true;
    if (this.waiting.length > 0) this.close('stop');
  }

  setLimits(limits: BatchLimits): void {
    this.limits = limits;
    if (this.waiting.length >= limits.orders) this.close('size');
  }

  private close(reason: CloseReason): void {
    this.cancelTimer();
    const orders = this.waiting;
    this.waiting = [];
    const [seconds, nanos] = this.service.clock.now();
    const waitedMs = (seconds - this.openedAt[0]) * 1e3 + (nanos - this.openedAt[1]) / 1e6;
    // A trace of its own: the context at hand is that of the first or last order, and the batch belongs to none of them.
    void contexts.with(ROOT_CONTEXT, () => this.service.background(() => this.publish(orders, waitedMs, reason)));
  }
}
