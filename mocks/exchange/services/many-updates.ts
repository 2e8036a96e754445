import { type Context, ROOT_CONTEXT, type Span, SpanKind, trace } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { toUnixNano } from '../clock';
import { linkTo } from '../messaging/span-refs';
import { orderIdAttributes } from '../orders/slicing';
import type { ClientOrder, Order } from '../orders/types';
import { priceOf, processing, quantityOf, termAttributes } from './attributes';
import { insist, TRIES, waitMs } from './insist';
import type { ManagerParts } from './many-orders';
import type { Withdrawals } from './order-withdrawals';
import { signalAttributes } from './signal-attributes';
import { BOOKED_MS, type OrderUpdate } from './topics';

/** How long a booking takes, in ms. The same for all, so that they stay in order without waiting for each other. */
const BOOKING_MS = 1;

type Parts = ManagerParts & Withdrawals;

/** One order's part of a message. */
interface Entry {
  readonly order: ClientOrder;
  readonly update: OrderUpdate;
  /** client_order_update */
  readonly span: Span;
}

/**
 * Books fills and cancelled parts of orders that come together, and then tells of each. One that cannot be booked is tried
 * again by itself; the others do not wait for it.
 */
export async function updateMany(parts: Parts, updates: readonly OrderUpdate[]): Promise<void> {
  const { service } = parts;
  const cause = contexts.active();
  let left = updates.flatMap((update) => begin(parts, update, cause));
  await service.clock.sleep(BOOKING_MS);
  for (let attempt = 1; left.length > 0; attempt++) {
    const failures = await book(parts, left);
    for (const [index, entry] of left.entries()) if (failures[index] === null) finish(parts, entry, cause);
    left = left.filter((_entry, index) => failures[index] !== null);
    if (attempt === TRIES || parts.topics.settleMany.isClosed) {
      giveUp(parts, left, failures.find((failure) => failure !== null) ?? null);
      return;
    }
    if (left.length > 0) await service.clock.sleep(waitMs(attempt));
    for (const { span } of left) span.setAttribute('retry.attempt', attempt + 1);
  }
}

function begin({ service, topics, open }: Parts, update: OrderUpdate, cause: Context): Entry[] {
  const order = open.get(update.orderId);
  if (!order) {
    service.fault(new Error(`An update came for order ${update.orderId}, which is not open`));
    return [];
  }
  const links = [linkTo(order.origin, { 'order.id': order.orderId, 'client.order_id': order.clientOrderId })];
  const attributes = { ...processing(topics.updateMany), ...orderIdAttributes([order]), ...termAttributes(order) };
  const settings = { kind: SpanKind.CONSUMER, links, attributes };
  return [{ order, update, span: service.openSpan('client_order_update', settings, cause) }];
}

/** @returns why each could not be booked; null for those that are. */
async function book({ service, topics }: Parts, entries: readonly Entry[]): Promise<(string | null)[]> {
  const bookings = entries.map(({ order, update: { bookingId, change } }) => {
    return { order, bookingId, lots: change.lots, price: change.kind === 'fill' ? change.price : null };
  });
  try {
    return await untraced(() => service.request(topics.settleMany, bookings, BOOKED_MS));
  } catch (error) {
    return entries.map(() => sentenceOf(error));
  }
}

/** What cannot be applied is told of and keeps no other from it. */
function finish(parts: Parts, entry: Entry, cause: Context): void {
  try {
    apply(parts, entry, cause);
    parts.service.endSpan(entry.span);
  } catch (error) {
    parts.service.endSpan(entry.span, error);
    parts.service.fault(error);
  }
}

function giveUp({ service }: Parts, entries: readonly Entry[], failure: string | null): void {
  if (entries.length === 0) return;
  const error = new Error(`${entries.length} bookings were not made: ${failure}`);
  for (const { span } of entries) service.endSpan(span, error);
  service.fault(error);
}

function apply(parts: Parts, { order: client, update, span }: Entry, cause: Context): void {
  const { service, blotter, onOrder, worded } = parts;
  const { change } = update;
  const now = toUnixNano(service.clock.now());
  const { order, done } = untraced(() => blotter.apply(client.orderId, worded(client.orderId, change), now));
  span.setAttributes({
    ...signalAttributes(client, order),
    'order.status': order.state,
    'order.filled_quantity': Number(order.filledQuantity),
    [change.kind === 'fill' ? 'fill.quantity' : 'order.cancelled_quantity']: quantityOf(client.symbol, change.lots),
    ...(change.kind === 'fill' ? { 'fill.price': priceOf(client.symbol, change.price) } : {}),
  });
  if (done) complete(parts, client, order, trace.setSpan(cause, span));
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
export function release(
  { service, topics }: Pick<ManagerParts, 'service' | 'topics'>,
  { orderId }: ClientOrder,
  context: Context,
): void {
  void contexts.with(context, () =>
    service.background(async () => void (await insist(service, topics.releaseFunds, { orderId }))),
  );
}

/** Without an active span, so that the database makes none. */
export function untraced<Result>(body: () => Result): Result {
  return contexts.with(ROOT_CONTEXT, body);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
