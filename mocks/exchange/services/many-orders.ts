import { SpanKind } from '@opentelemetry/api';
import { toUnixNano } from '../clock';
import { formatAmount, formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import type { Service } from '../messaging/service';
import { contextOf, recordedTrace } from '../messaging/span-refs';
import type { Blotter } from '../orders/blotter';
import { orderIdAttributes } from '../orders/slicing';
import { timeInForceOf } from '../orders/time-in-force';
import type { ClientOrder, Order, Reject, Verdict, WrittenOrder } from '../orders/types';
import { processing, termAttributes, verdictAttributes } from './attributes';
import { release, untraced, updateMany } from './many-updates';
import type { Withdrawals } from './order-withdrawals';
import type { Topics } from './topics';

/** What the parts of the order-manager have in common. */
export interface ManagerParts {
  readonly service: Service;
  readonly topics: Topics;
  readonly blotter: Blotter;
  /** The orders that can still change, of all lanes. */
  readonly open: Map<string, ClientOrder>;
  readonly onOrder: (order: Order) => void;
}

type Parts = ManagerParts & Withdrawals;

/**
 * The order-manager's part in orders that come by the hundreds: as for a single one, but the messages, the waiting and the
 * wallet are shared by all orders that come together, and each has only the spans of its own: `order_manager_processing`, a
 * `client_order_update` for each of its fills, `order_completed`.
 */
export function receiveMany(parts: Parts): void {
  const { service, topics } = parts;
  service.receive(topics.createMany, (orders) => create(parts, orders));
  service.receive(topics.updateMany, (updates) => updateMany(parts, updates));
}

async function create(parts: Parts, orders: readonly ClientOrder[]): Promise<Verdict<Order>[]> {
  const { service, topics } = parts;
  const spans = orders.map((order) => {
    const attributes = { ...processing(topics.createMany), ...orderIdAttributes([order]), ...termAttributes(order) };
    return service.openSpan('order_manager_processing', { kind: SpanKind.SERVER, attributes }, contextOf(order.origin));
  });
  try {
    const funds = await untraced(() => service.request(topics.reserveMany, orders));
    await service.work(1, 2);
    const verdicts = orders.map((order, index) => {
      const verdict = createOne(parts, order, funds[index]);
      const status = verdict.accepted ? { 'order.status': verdict.value.state } : verdictAttributes(verdict);
      spans[index]?.setAttributes(status);
      return verdict;
    });
    service.send(
      topics.acceptedMany,
      orders.filter((_order, index) => verdicts[index]?.accepted),
    );
    for (const span of spans) service.endSpan(span);
    return verdicts;
  } catch (error) {
    for (const span of spans) service.endSpan(span, error);
    throw error;
  }
}

function createOne(parts: Parts, order: ClientOrder, reserved: Verdict | undefined): Verdict<Order> {
  const { service, topics, blotter, open, onOrder, refusalOf } = parts;
  // Recorded and set free already.
  const withdrawn = refusalOf(order);
  if (withdrawn) return withdrawn;
  const verdict = reserved && !reserved.accepted ? reserved : untraced(() => blotter.open(order, nowOf(service)));
  if (verdict.accepted) open.set(order.orderId, order);
  else if (reserved?.accepted) release({ service, topics }, order, contextOf(order.origin));
  onOrder(verdict.accepted ? verdict.value : untraced(() => refused(blotter, order, verdict.reject, nowOf(service))));
  return verdict;
}

function refused(blotter: Blotter, order: ClientOrder, reject: Reject, now: string): Order {
  return blotter.reject(order, writtenOf(order), reject, recordedTrace(order.origin), now);
}

/** The order as its client could have written it. */
export function writtenOf(order: ClientOrder): WrittenOrder {
  const { clientOrderId, symbol, side, type, price, lots } = order;
  const { priceDecimals, lotDecimals } = instrumentOf(symbol);
  const written = price === null ? null : formatAmount(price, priceDecimals);
  const terms = { price: written, quantity: formatShort(lots, lotDecimals), timeInForce: timeInForceOf(order) };
  return { clientOrderId, symbol, side, type, ...terms };
}

function nowOf(service: Service): string {
  return toUnixNano(service.clock.now());
}
