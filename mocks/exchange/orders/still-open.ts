import { REPLACED_BY_OWNER } from './cancel-sentences';
import { accept, type Order, refuse, type Verdict } from './types';

/** The order, if it is there and can still be cancelled or replaced; otherwise why it cannot. */
export function stillOpen(verb: 'cancel' | 'replace', orderId: string, order: Order | null): Verdict<Order> {
  if (!order) {
    return refuse('unknown_order', `You have no order ${orderId}. Look your orders up at GET /v1/orders.`);
  }
  const { state, reason } = order;
  if (state === 'accepted' || state === 'partially_filled') return accept(order);
  const sentence =
    reason === REPLACED_BY_OWNER
      ? `Order ${orderId} was taken back already, to be replaced. If another took its place, GET /v1/orders lists it: ${verb} that.`
      : `Order ${orderId} is ${state} already: nothing is left to ${verb}.`;
  const { reject } = refuse(`too_late_to_${verb}`, sentence);
  return { accepted: false, reject: { ...reject, ids: { clientOrderId: order.clientOrderId } } };
}
