import { SpanKind, trace } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { BoundedSet } from '../bounded-set';
import { toUnixNano } from '../clock';
import { withBaggage } from '../messaging/envelope';
import { contextOf, recordedTrace, spanRef } from '../messaging/span-refs';
import type { Change } from '../orders/blotter';
import { CANCELLED_BY_OWNER } from '../orders/cancel-sentences';
import { type ClientOrder, type Order, type Reject, refuse, type Verdict } from '../orders/types';
import { processing } from './attributes';
import { insist } from './insist';
import { type ManagerParts, writtenOf } from './many-orders';

/** Withdrawn orders whose creation is still refused when it comes: were all of the heaviest load withdrawn, for 50 s. */
const MAX_WITHDRAWN = 100_000;

export const WITHDRAWN: Reject = {
  reason: 'withdrawn',
  sentence: 'It was not created in time, so it was withdrawn.',
};

const CREATED_TOO_LATE = 'It was not created in time, so the rest was withdrawn.';

export interface Withdrawals {
  /** A change of an order as it is to be written: its owner has not cancelled what was withdrawn. */
  readonly worded: (orderId: string, change: Change) => Change;
  /** Why an order may not be created any more; null when it may. */
  readonly refusalOf: (order: ClientOrder) => Extract<Verdict, { accepted: false }> | null;
}

/**
 * The order-manager's part in orders that were given up by who sent them, because their creation was not answered in time.
 * One that exists is cancelled like any other; one that does not is recorded as rejected, its reserve is set free, and its
 * creation is refused when it comes after all.
 */
export function receiveWithdrawals({ service, topics, blotter, open, onOrder }: ManagerParts): Withdrawals {
  const withdrawn = new BoundedSet(MAX_WITHDRAWN);
  service.receive(topics.withdrawOrders, (orders) => orders.map(withdraw));

  function withdraw(order: ClientOrder): Order {
    const { orderId, clientOrderId, userId, signal, arbitrageId } = order;
    withdrawn.add(orderId);
    const ids = { 'order.id': orderId, 'client.order_id': clientOrderId, 'user.id': userId };
    const origin = withBaggage(contextOf(order.origin), {
      ...ids,
      'signal.id': signal?.id,
      'arbitrage.id': arbitrageId,
    });
    const settings = { kind: SpanKind.SERVER, attributes: processing(topics.withdrawOrders) };
    const span = service.openSpan('withdraw_order', settings, origin);
    const state = contexts.with(trace.setSpan(origin, span), () => {
      const known = blotter.find(order.userId, order.orderId);
      if (open.has(order.orderId)) service.send(topics.cancelOrders, { order, cancel: spanRef(span) });
      return known ?? neverCreated(order);
    });
    span.setAttribute('order.status', state.state);
    service.endSpan(span);
    return state;
  }

  function neverCreated(order: ClientOrder): Order {
    const now = toUnixNano(service.clock.now());
    const state = blotter.reject(order, writtenOf(order), WITHDRAWN, recordedTrace(order.origin), now);
    const { orderId } = order;
    const freed = { orderId, early: true } as const;
    void service.background(async () => void (await insist(service, topics.releaseFunds, freed)));
    onOrder(state);
    return state;
  }

  return {
    worded(orderId, change) {
      const isOurs = change.kind === 'cancel' && change.reason === CANCELLED_BY_OWNER && withdrawn.has(orderId);
      return isOurs ? { ...change, reason: CREATED_TOO_LATE } : change;
    },
    refusalOf: ({ orderId }) => (withdrawn.has(orderId) ? refuse(WITHDRAWN.reason, WITHDRAWN.sentence) : null),
  };
}
