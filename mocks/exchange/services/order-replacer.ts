import { trace } from '@opentelemetry/api';
import { FillpathError, isFillpathError } from '@/lib/base/errors';
import { contexts } from '@/lib/telemetry/service-provider';
import { formatShort, parseAmount } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import { type Carrier, inject } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { spanRef } from '../messaging/span-refs';
import { parseTerms, readChange, readWritten } from '../orders/parse-order';
import { stillOpen } from '../orders/still-open';
import { accept, type ClientOrder, type Order, type OrderTerms, refuse, type Verdict } from '../orders/types';
import { type ClientAccount, type Entrance, isOrderId, notAnOrderId } from './client-account';
import type { ClientGateway } from './client-gateway';
import type { Topics } from './topics';

interface ReplacerParts {
  readonly service: Service;
  readonly topics: Topics;
  readonly gateway: ClientGateway;
  readonly account: ClientAccount;
}

/**
 * Replaces a client order: has what is left of it cancelled, and once that is certain places an order for the rest of the new
 * quantity. Orders of several clients go to a venue as one, so no single order there could be replaced in its stead. The new
 * order has an id of its own and joins the end of the queue; nothing is ever bought twice.
 *
 * All that a new order is checked for is checked before anything is cancelled, so that a replace that is refused leaves the
 * order as it is. Only what happens between the check and the end of the old order can still leave neither.
 */
export class OrderReplacer {
  constructor(private readonly parts: ReplacerParts) {}

  /**
   * `body`: the new `price`, the new `quantity` (what is wanted in all, with what has been filled already), or both; and a
   * `clientOrderId` for the new order. `entrance` says how it came in.
   * @returns the new order, or the old one when nothing more of it is wanted.
   * @throws FillpathError, and the old order stays as it is: `unauthorized`; `not-found`, also for another's order;
   *   `invalid-input` and `rejected` as for a new order; `conflict` when it is done or is being changed already.
   * @throws FillpathError, and it does not: `conflict` when it was filled before it could be cancelled; `unavailable` when its
   *   venue does not answer; and, with `cancelledOrderId`, whatever the new order is refused for after all.
   */
  replace(carrier: Carrier, token: string, orderId: string, body: unknown, entrance: Entrance = {}): Promise<Order> {
    // What cannot be an id is not put into a trace.
    if (!isOrderId(orderId)) return Promise.reject(notAnOrderId());
    const { service, topics, account } = this.parts;
    const entered = { ...entrance, attributes: { ...entrance.attributes, 'order.id': orderId } };
    return account.serve('replace_order_received', carrier, token, entered, async (userId, identified) => {
      const found = await service.request(topics.findOrder, { userId, orderId });
      if (found) identified({ 'client.order_id': found.clientOrderId });
      const wanted = await this.wanted(stillOpen('replace', orderId, found), body);
      if (!wanted.accepted) return wanted;
      const { clientOrderId } = wanted.value.order;
      const old = await service.withIds({ 'order.id': orderId }, () =>
        service.request(topics.replaceOrder, { userId, orderId, clientOrderId }),
      );
      return old.accepted ? this.placeRest(token, old.value, wanted.value, entrance) : old;
    });
  }

  /** What is wanted in the order's place, in all. Nothing is cancelled for the sake of what could not be placed. */
  private async wanted(before: Verdict<Order>, body: unknown): Promise<Verdict<Wanted>> {
    if (!before.accepted) return before;
    const { symbol, side, type, timeInForce } = before.value;
    if (type !== 'limit') return refuse('bad_request', 'Only a limit order can be replaced. Cancel this one instead.');
    const change = readChange(body);
    if (!change.accepted) return change;
    const { clientOrderId, price = before.value.price, quantity = before.value.quantity } = change.value;
    const order = { symbol, side, type, timeInForce, price, ...(clientOrderId ? { clientOrderId } : {}) };
    const terms = termsOf({ ...order, quantity });
    if (!terms.accepted) return terms;
    const rest = restOf(terms.value.lots, before.value);
    const checked = rest > 0 ? await this.check(before.value, { ...terms.value, lots: rest }) : accept(null);
    return checked.accepted ? accept({ order, lots: terms.value.lots }) : checked;
  }

  /** The checks of a new order, in their order there. The old one's id stands for the new one's, which there is none of yet. */
  private async check({ orderId, clientOrderId, userId }: Order, terms: OrderTerms): Promise<Verdict> {
    const { service, topics } = this.parts;
    const span = trace.getSpan(contexts.active());
    if (!span) throw new Error('An order is replaced outside every span');
    const order: ClientOrder = { orderId, clientOrderId, userId, ...terms, origin: spanRef(span) };
    return service.withIds({ 'order.id': orderId }, async () => {
      for (const topic of [topics.checkReplacement, topics.validateOrder, topics.checkRisk]) {
        const verdict = await service.request(topic, order);
        if (!verdict.accepted) return verdict;
      }
      return accept(null);
    });
  }

  private async placeRest(token: string, old: Order, wanted: Wanted, entrance: Entrance): Promise<Verdict<Order>> {
    const rest = restOf(wanted.lots, old);
    if (rest <= 0) return accept(old);
    const quantity = formatShort(rest, instrumentOf(old.symbol).lotDecimals);
    const body = { ...wanted.order, quantity };
    const attributes = { ...entrance.attributes, 'order.replaces': old.orderId };
    const placed = await this.place(token, old, body, { ...entrance, attributes });
    if (placed.verdict.accepted) return placed.verdict;
    const { reason, sentence } = placed.verdict.reject;
    const { orderId } = placed.ids;
    const text = `Order ${old.orderId} is cancelled, and order ${orderId}, which was to take its place, was refused: ${sentence}`;
    return { accepted: false, reject: { reason, sentence: text, ids: { orderId, cancelledOrderId: old.orderId } } };
  }

  private async place(token: string, old: Order, body: object, entrance: Entrance) {
    try {
      return await this.parts.gateway.place(inject(contexts.active()), token, body, entrance);
    } catch (error) {
      if (!isFillpathError(error)) throw error;
      const { kind, message, details } = error;
      throw new FillpathError(kind, `Order ${old.orderId} is cancelled. ${message}`, {
        ...details,
        cancelledOrderId: old.orderId,
      });
    }
  }
}

interface Wanted {
  readonly order: { readonly symbol: string; readonly price: string | null; readonly clientOrderId?: string };
  readonly lots: number;
}

/** What is wanted beyond what is filled of an order, in lots; nothing or less when that is enough. */
function restOf(lots: number, { symbol, filledQuantity }: Order): number {
  const filled = filledQuantity === '0' ? 0 : parseAmount(filledQuantity, instrumentOf(symbol).lotDecimals);
  if (typeof filled === 'string') throw new Error(`The filled quantity ${filledQuantity} is ${filled}`);
  return lots - filled;
}

function termsOf(body: object): Verdict<OrderTerms> {
  const written = readWritten(body, 'unnamed');
  return written.accepted ? parseTerms(written.value) : written;
}
