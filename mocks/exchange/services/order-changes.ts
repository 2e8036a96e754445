import { type Attributes, SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { type SpanRef, spanRef } from '../messaging/span-refs';
import type { Blotter, Change } from '../orders/blotter';
import { CANCELLED_BY_OWNER, REPLACED_BY_OWNER } from '../orders/cancel-sentences';
import { stillOpen } from '../orders/still-open';
import { accept, type ClientOrder, type Order, refuse, type Verdict } from '../orders/types';
import { processing, verdictAttributes } from './attributes';
import type { Topics } from './topics';

/** Less than a request waits for its answer: who asked is told what is going on. */
const WAIT_MS = 9_000;

/** At most one for each order. */
interface PendingChange {
  kind: 'cancel' | 'replace';
  /** Of a replace: told of the order as it ended. */
  readonly onDone?: (order: Order) => void;
}

interface Parts {
  readonly service: Service;
  readonly topics: Topics;
  readonly blotter: Blotter;
  /** The orders that can still change. */
  readonly open: ReadonlyMap<string, ClientOrder>;
}

/**
 * The order-manager's part in changing orders: says whether one may be cancelled or replaced, and asks the exchange-gateway to
 * take it off the market. The order stays open until the venue has answered, and may be filled before that: such a race is
 * normal, not an error.
 *
 * One change of an order is under way at a time (FIX: already in pending cancel or pending replace status). A replace beside
 * another change is refused. A cancel beside a cancel is accepted and changes nothing; beside a replace it wins: nothing takes
 * the place of the order then.
 */
export class OrderChanges {
  /** By order; it goes when the order is done. */
  private readonly pending = new Map<string, PendingChange>();

  constructor(private readonly parts: Parts) {
    const { service, topics } = parts;
    service.receive(topics.cancelOrder, ({ userId, orderId }) =>
      this.serve('cancel', processing(topics.cancelOrder), userId, orderId, (order, state, cause) =>
        this.cancel(order, state, cause),
      ),
    );
    service.receive(topics.replaceOrder, ({ userId, orderId, clientOrderId }) =>
      this.serve('replace', processing(topics.replaceOrder), userId, orderId, (order, _state, cause) =>
        this.replace(order, clientOrderId, cause),
      ),
    );
  }

  /** To be told of every new state of every order. */
  onOrder(order: Order): void {
    if (order.state !== 'filled' && order.state !== 'cancelled') return;
    const change = this.pending.get(order.orderId);
    this.pending.delete(order.orderId);
    change?.onDone?.(order);
  }

  /** A change of an order as it is to be written: of one that was cancelled to be replaced it says so. */
  worded(orderId: string, change: Change): Change {
    const replaced = change.kind === 'cancel' && change.reason === CANCELLED_BY_OWNER && this.isReplacing(orderId);
    return replaced ? { ...change, reason: REPLACED_BY_OWNER } : change;
  }

  private serve(
    verb: 'cancel' | 'replace',
    attributes: Attributes,
    userId: string,
    orderId: string,
    work: (order: ClientOrder, state: Order, cause: SpanRef) => Verdict<Order> | Promise<Verdict<Order>>,
  ): Promise<Verdict<Order>> {
    const { service, blotter, open } = this.parts;
    return service.span(`${verb}_order`, { kind: SpanKind.SERVER, attributes }, async (span) => {
      await service.work(1, 3);
      const known = blotter.find(userId, orderId);
      const found = stillOpen(verb, orderId, known);
      const order = open.get(orderId);
      const pending = this.pending.get(orderId);
      if (pending) span.setAttribute('order.pending_change', pending.kind);
      if (known) span.setAttribute('client.order_id', known.clientOrderId);
      const verdict = found.accepted && order ? await work(order, found.value, spanRef(span)) : found;
      span.setAttributes(verdict.accepted ? { 'order.status': verdict.value.state } : verdictAttributes(verdict));
      return verdict;
    });
  }

  private cancel(order: ClientOrder, state: Order, cause: SpanRef): Verdict<Order> {
    const pending = this.pending.get(order.orderId);
    // Asked for twice it is sent once; of a replace the same has been sent already.
    if (pending) pending.kind = 'cancel';
    else this.begin(order, { kind: 'cancel' }, cause);
    return accept(state);
  }

  private async replace(
    order: ClientOrder,
    clientOrderId: string | undefined,
    cause: SpanRef,
  ): Promise<Verdict<Order>> {
    const { orderId, userId } = order;
    const used = clientOrderId === undefined ? null : this.parts.blotter.refusalOf(userId, clientOrderId);
    if (used) return used;
    const pending = this.pending.get(orderId);
    if (pending) {
      const what = pending.kind === 'cancel' ? 'cancelled' : 'replaced';
      return refuse(
        'pending_change',
        `Order ${orderId} is being ${what} already, and one change of an order is made at a time. Wait for what comes of it.`,
      );
    }
    const { promise: done, resolve: onDone } = Promise.withResolvers<Order | null>();
    const change: PendingChange = { kind: 'replace', onDone };
    const callOff = this.parts.service.clock.after(WAIT_MS, () => onDone(null));
    this.begin(order, change, cause);
    const old = await done;
    callOff();
    const replaces = change.kind === 'replace';
    // From now on it is cancelled and nothing else.
    change.kind = 'cancel';
    if (!old) {
      return refuse(
        'venue_unavailable',
        `The venue has not answered for ${WAIT_MS / 1000} s. Order ${orderId} is being cancelled and was not replaced.`,
      );
    }
    if (old.state === 'filled') {
      return refuse('too_late_to_replace', `Order ${orderId} was filled before it could be replaced.`);
    }
    if (replaces) return accept(old);
    return refuse(
      'too_late_to_replace',
      `Order ${orderId} is cancelled, as you asked meanwhile, and was not replaced.`,
    );
  }

  private isReplacing(orderId: string): boolean {
    return this.pending.get(orderId)?.kind === 'replace';
  }

  private begin(order: ClientOrder, change: PendingChange, cause: SpanRef): void {
    const { service, topics } = this.parts;
    this.pending.set(order.orderId, change);
    service.withIds({ 'client.order_id': order.clientOrderId }, () =>
      service.send(topics.cancelOrders, { order, cancel: cause }),
    );
  }
}
