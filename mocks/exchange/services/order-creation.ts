import { type Attributes, type Span, SpanKind, trace } from '@opentelemetry/api';
import { FillpathError, isFillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import type { Topic } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { recordedTrace } from '../messaging/span-refs';
import { orderIdAttributes } from '../orders/slicing';
import type { ClientOrder, Order, Verdict } from '../orders/types';
import { insist } from './insist';
import type { Topics } from './topics';

/** How often an order is withdrawn before it is left to whoever looks at it: each time waits ten seconds for its answer. */
const TRIES = 3;

interface Parts {
  readonly service: Service;
  readonly topics: Topics;
}

/** The order-manager did not say in time what became of an order, so it was withdrawn. */
export class OrderWithdrawn extends FillpathError {
  /** @param order as the order-manager has it now, `rejected` when it was never created; null when that is not known. */
  constructor(
    { orderId, origin }: ClientOrder,
    readonly order: Order | null,
  ) {
    super('unavailable', `The creation of the order was not confirmed. ${whatBecame(orderId, order)}`, {
      reason: 'withdrawn',
      orderId,
      traceId: recordedTrace(origin),
    });
  }

  /** For the span of who sent it. */
  get attributes(): Attributes {
    return { ...(this.order ? { 'order.status': this.order.state } : {}), 'order.reject_reason': 'withdrawn' };
  }
}

/**
 * Reserves what an order may cost, has it checked, and creates it. What was reserved is set free when a step refuses or breaks;
 * an order whose creation is not answered is withdrawn, so that none goes on of which its sender does not know.
 * @throws OrderWithdrawn; FillpathError when a check is not answered; Error when a service broke.
 */
export async function createOrder(
  { service, topics }: Parts,
  order: ClientOrder,
  checks: readonly Topic<ClientOrder, Verdict>[],
): Promise<Verdict<Order>> {
  // Also while it is not known: the reservation may be made after its answer was given up.
  let reserved = true;
  try {
    const balance = await service.request(topics.checkBalance, order);
    reserved = balance.accepted;
    if (!balance.accepted) return balance;
    for (const check of checks) {
      const verdict = await service.request(check, order);
      if (!verdict.accepted) return verdict;
    }
    reserved = false;
    const created = await handOver({ service, topics }, order);
    reserved = !created.accepted;
    return created;
  } finally {
    if (reserved) await free({ service, topics }, order);
  }
}

/**
 * Withdraws orders whose creation failed or was not answered: those that exist are cancelled, the others will never exist.
 * @returns each as it is now; null when that was not answered either, and then it is asked again in the background.
 */
export async function withdraw(parts: Parts, orders: readonly ClientOrder[]): Promise<Order[] | null> {
  try {
    return await parts.service.request(parts.topics.withdrawOrders, orders);
  } catch {
    void withdrawAgain(parts, orders);
    return null;
  }
}

/** Has a span, as nobody waits for it: one that gives up says so by its status. */
async function withdrawAgain({ service, topics }: Parts, orders: readonly ClientOrder[]): Promise<void> {
  const settings = { kind: SpanKind.CLIENT, attributes: orderIdAttributes(orders) };
  const work = async (span: Span) => {
    for (let attempt = 2; ; attempt++) {
      span.setAttribute('retry.attempt', attempt);
      try {
        return await service.request(topics.withdrawOrders, orders);
      } catch (error) {
        if (attempt === TRIES) throw error;
      }
    }
  };
  try {
    await service.track(() => service.span('withdraw_again', settings, work));
  } catch (error) {
    // That the order-manager is silent is no defect of this service.
    if (!isFillpathError(error)) service.fault(error);
  }
}

async function handOver({ service, topics }: Parts, order: ClientOrder): Promise<Verdict<Order>> {
  try {
    return await service.request(topics.createOrder, order);
  } catch {
    const [state = null] = (await withdraw({ service, topics }, [order])) ?? [];
    const withdrawn = new OrderWithdrawn(order, state);
    trace.getSpan(contexts.active())?.setAttributes(withdrawn.attributes);
    throw withdrawn;
  }
}

/** The caller has an answer to give: it waits for the first try, not for what may follow. */
async function free({ service, topics }: Parts, { orderId }: ClientOrder): Promise<void> {
  const freed = { orderId, early: true } as const;
  try {
    await service.request(topics.releaseFunds, freed);
  } catch {
    void service.background(async () => void (await insist(service, topics.releaseFunds, freed)));
  }
}

function whatBecame(orderId: string, order: Order | null): string {
  switch (order?.state) {
    case undefined:
      return `Whether order ${orderId} exists is not known; it is being withdrawn. Look at its state before you send another.`;
    case 'rejected':
      return `Order ${orderId} was withdrawn: it never came to a venue. You may send it again.`;
    case 'filled':
    case 'cancelled':
      return `Order ${orderId} could not be withdrawn: it is ${order?.state} already.`;
    default:
      return `Order ${orderId} was withdrawn and is being cancelled; some of it may be filled before that. Look at its state.`;
  }
}
