import { type Context, ROOT_CONTEXT, type Span, SpanKind, trace } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toUnixNano } from '../clock';
import { formatAmount, formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import type { Service } from '../messaging/service';
import { contextOf, linkTo, recordedTrace } from '../messaging/span-refs';
import type { Blotter } from '../orders/blotter';
import { orderIdAttributes } from '../orders/slicing';
import { timeInForceOf } from '../orders/time-in-force';
import type { ClientOrder, Order, Reject, Verdict, WrittenOrder } from '../orders/types';
import { priceOf, processing, quantityOf, termAttributes, verdictAttributes } from './attributes';
import type { Withdrawals } from './order-withdrawals';
import { signalAttributes } from './signal-attributes';
import { BOOKED_MS, type OrderUpdate, type Topics } from './topics';

/** How long a booking takes, in ms. The same for all, so that they stay in order without waiting for each other. */
const BOOKING_MS = 1;

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
  service.receive(topics.updateMany, (updates) => update(parts, updates));
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

async function update(parts: Parts, updates: readonly OrderUpdate[]): Promise<void> {
  const { service, topics, open } = parts;
  const cause = contexts.active();
  const known = updates.map(({ orderId, change }) => {
    const order = open.get(orderId);
    if (!order) throw new Error(`An update came for order ${orderId}, which is not open`);
    return { order, change };
  });
  const entries = known.map(({ order, change }) => {
    const links = [linkTo(order.origin, { 'order.id': order.orderId, 'client.order_id': order.clientOrderId })];
    const attributes = { ...processing(topics.updateMany), ...orderIdAttributes([order]), ...termAttributes(order) };
    const settings = { kind: SpanKind.CONSUMER, links, attributes };
    return { order, change, span: service.openSpan('client_order_update', settings, cause) };
  });
  await service.clock.sleep(BOOKING_MS);
  const bookings = known.map(({ order, change }) => ({
    order,
    lots: change.lots,
    price: change.kind === 'fill' ? change.price : null,
  }));
  try {
    await untraced(() => service.request(topics.settleMany, bookings, BOOKED_MS));
  } catch (error) {
    for (const { span } of entries) service.endSpan(span, error);
    throw error;
  }
  for (const entry of entries) apply(parts, entry, cause);
}

function apply(
  parts: Parts,
  { order: client, change, span }: { order: ClientOrder; change: OrderUpdate['change']; span: Span },
  cause: Context,
): void {
  const { service, blotter, onOrder, worded } = parts;
  const { order, done } = untraced(() => blotter.apply(client.orderId, worded(client.orderId, change), nowOf(service)));
  const measured = signalAttributes(client, order);
  span.setAttributes({
    ...measured,
    'order.status': order.state,
    'order.filled_quantity': Number(order.filledQuantity),
    [change.kind === 'fill' ? 'fill.quantity' : 'order.cancelled_quantity']: quantityOf(client.symbol, change.lots),
    ...(change.kind === 'fill' ? { 'fill.price': priceOf(client.symbol, change.price) } : {}),
  });
  if (done) complete(parts, client, order, trace.setSpan(cause, span));
  service.endSpan(span);
  onOrder(order);
}

function complete({ service, topics, open }: Parts, client: ClientOrder, order: Order, parent: Context): void {
  const attributes = {
    ...orderIdAttributes([client]),
    ...signalAttributes(client, order),
    'order.status': order.state,
    'order.filled_quantity': Number(order.filledQuantity),
  };
  const span = service.openSpan('order_completed', { kind: SpanKind.INTERNAL, attributes }, parent);
  open.delete(order.orderId);
  if (order.state === 'cancelled') release({ service, topics }, client, trace.setSpan(parent, span));
  service.endSpan(span);
}

/** Sets free what an order does not need any more. */
function release(
  { service, topics }: Pick<Parts, 'service' | 'topics'>,
  { orderId }: ClientOrder,
  context: Context,
): void {
  void contexts.with(context, () =>
    service.background(async () => void (await service.request(topics.releaseFunds, { orderId }, BOOKED_MS))),
  );
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

/** Without an active span, so that the database makes none. */
function untraced<Result>(body: () => Result): Result {
  return contexts.with(ROOT_CONTEXT, body);
}

function nowOf(service: Service): string {
  return toUnixNano(service.clock.now());
}
