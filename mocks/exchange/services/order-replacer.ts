import type { Attributes } from '@opentelemetry/api';
import { contexts } from '@/lib/telemetry/service-provider';
import { formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import { type Carrier, inject } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { parseTerms, readChange, readWritten } from '../orders/parse-order';
import { stillOpen } from '../orders/still-open';
import { accept, type Order, refuse, type Verdict } from '../orders/types';
import { type ClientAccount, isOrderId, notAnOrderId } from './client-account';
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
 */
export class OrderReplacer {
  constructor(private readonly parts: ReplacerParts) {}

  /**
   * `body`: the new `price`, the new `quantity` (what is wanted in all, with what has been filled already), or both; and a
   * `clientOrderId` for the new order. `entrance` says how it came in.
   * @returns the new order, or the old one when nothing more of it is wanted.
   * @throws FillpathError `unauthorized`; `not-found`, also for another's order; `invalid-input`, and the old order stays as it
   *   is; `conflict` when it is done, was filled before it could be cancelled, or is being changed already; `unavailable` when
   *   its venue does not answer; and whatever else the new order is refused for: the old one is cancelled all the same, and
   *   the sentence says so.
   */
  replace(carrier: Carrier, token: string, orderId: string, body: unknown, entrance: Attributes = {}): Promise<Order> {
    // What cannot be an id is not put into a trace.
    if (!isOrderId(orderId)) return Promise.reject(notAnOrderId());
    const { service, account } = this.parts;
    const attributes = { ...entrance, 'order.id': orderId };
    return account.serve('replace_order_received', carrier, token, attributes, async (userId) => {
      const wanted = await this.wanted(userId, orderId, body);
      if (!wanted.accepted) return wanted;
      const old = await service.withIds({ 'order.id': orderId }, () =>
        service.request(this.parts.topics.replaceOrder, { userId, orderId }),
      );
      return old.accepted ? this.placeRest(token, old.value, wanted.value, entrance) : old;
    });
  }

  /** What is wanted in the order's place, in all. Nothing is cancelled for the sake of what can be no order. */
  private async wanted(userId: string, orderId: string, body: unknown): Promise<Verdict<Wanted>> {
    const { service, topics } = this.parts;
    const found = await service.request(topics.findOrder, { userId, orderId });
    const before = stillOpen('replace', orderId, found);
    if (!before.accepted) return before;
    const { symbol, side, type, timeInForce } = before.value;
    if (type !== 'limit') return refuse('bad_request', 'Only a limit order can be replaced. Cancel this one instead.');
    const change = readChange(body);
    if (!change.accepted) return change;
    const { clientOrderId, price = before.value.price, quantity = before.value.quantity } = change.value;
    const order = { symbol, side, type, timeInForce, price, ...(clientOrderId ? { clientOrderId } : {}) };
    const lots = lotsOf({ ...order, quantity });
    return lots.accepted ? accept({ order, lots: lots.value }) : lots;
  }

  private async placeRest(token: string, old: Order, wanted: Wanted, entrance: Attributes): Promise<Verdict<Order>> {
    const filled = old.filledQuantity === '0' ? accept(0) : lotsOf({ ...wanted.order, quantity: old.filledQuantity });
    if (!filled.accepted) return filled;
    const rest = wanted.lots - filled.value;
    if (rest <= 0) return accept(old);
    const quantity = formatShort(rest, instrumentOf(old.symbol).lotDecimals);
    const body = { ...wanted.order, quantity };
    const attributes = { ...entrance, 'order.replaces': old.orderId };
    const placed = await this.parts.gateway.place(inject(contexts.active()), token, body, attributes);
    if (placed.verdict.accepted) return placed.verdict;
    const { reason, sentence } = placed.verdict.reject;
    return refuse(reason, `Order ${old.orderId} is cancelled, and the order in its place was refused: ${sentence}`);
  }
}

interface Wanted {
  readonly order: { readonly symbol: string; readonly price: string | null };
  readonly lots: number;
}

function lotsOf(body: object): Verdict<number> {
  const written = readWritten(body, 'unnamed');
  if (!written.accepted) return written;
  const terms = parseTerms(written.value);
  return terms.accepted ? accept(terms.value.lots) : terms;
}
