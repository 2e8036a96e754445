import type { Attributes } from '@opentelemetry/api';
import { FillpathError, isFillpathError } from '@/lib/base/errors';
import type { EntryCommand } from '../feed/entry-protocol';
import { formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import type { Carrier } from '../messaging/envelope';
import type { Service } from '../messaging/service';
import { parseTerms, readWritten } from '../orders/parse-order';
import type { Order } from '../orders/types';
import type { ClientAccount } from './client-account';
import type { ClientGateway } from './client-gateway';
import { take } from './refusals';

type Replace = Extract<EntryCommand, { type: 'replace_order' }>;

/** A venue that has not answered the cancel by then may do so later: the order is then cancelled, and not replaced. */
const WAIT_MS = 10_000;

interface ReplacerParts {
  readonly service: Service;
  readonly gateway: ClientGateway;
  readonly account: ClientAccount;
}

/**
 * Replaces a client order: cancels what is left of it, and once that is certain places an order for the rest of the new
 * quantity. Orders of several clients go to a venue as one, so no single order there could be replaced in its stead. The new
 * order has an id of its own and joins the end of the queue; nothing is ever bought twice.
 */
export class OrderReplacer {
  private readonly waiting = new Map<string, Set<(order: Order) => void>>();

  constructor(private readonly parts: ReplacerParts) {}

  /** To be told of every new state of every order. */
  onOrder(order: Order): void {
    if (!isDone(order)) return;
    for (const tell of this.waiting.get(order.orderId) ?? []) tell(order);
    this.waiting.delete(order.orderId);
  }

  /**
   * @returns the new order, or the old one when nothing more of it is wanted.
   * @throws FillpathError `not-found`; `invalid-input`, and the old order stays as it is; `conflict` when it was filled
   *   before it could be cancelled; and whatever else the new order is refused for: the old one is cancelled all the same,
   *   and the sentence says so.
   */
  async replace(carrier: Carrier, token: string, request: Replace, entrance: Attributes): Promise<Order> {
    const { gateway, account } = this.parts;
    const before = await gateway.order(token, request.orderId);
    const { symbol, side, type } = before;
    if (type !== 'limit') throw invalid('bad_request', 'Only a limit order can be replaced.');
    const { clientOrderId } = request;
    const price = request.price ?? before.price;
    const changed = { symbol, side, type, price, ...(clientOrderId ? { clientOrderId } : {}) };
    const wanted = lotsOf({ ...changed, quantity: request.quantity ?? before.quantity });
    const done = this.whenDone(request.orderId);
    try {
      await account.cancelOrder(carrier, token, request.orderId, entrance);
    } catch (error) {
      done.callOff();
      throw error;
    }
    const old = await done.order;
    if (old?.state !== 'cancelled') throw late(request.orderId, old);
    const rest = wanted - (old.filledQuantity === '0' ? 0 : lotsOf({ ...changed, quantity: old.filledQuantity }));
    if (rest <= 0) return old;
    const quantity = formatShort(rest, instrumentOf(symbol).lotDecimals);
    try {
      return await gateway.placeOrder(carrier, token, { ...changed, quantity }, entrance);
    } catch (error) {
      if (!isFillpathError(error)) throw error;
      const sentence = `Order ${request.orderId} is cancelled, and the order in its place was refused: ${error.message}`;
      throw new FillpathError(error.kind, sentence, error.details);
    }
  }

  private whenDone(orderId: string): { readonly order: Promise<Order | null>; readonly callOff: () => void } {
    const { promise, resolve } = Promise.withResolvers<Order | null>();
    const listeners = this.waiting.get(orderId) ?? new Set();
    const callOffTimer = this.parts.service.clock.after(WAIT_MS, () => end(null));
    const end = (order: Order | null) => {
      callOffTimer();
      listeners.delete(end);
      if (listeners.size === 0) this.waiting.delete(orderId);
      resolve(order);
    };
    this.waiting.set(orderId, listeners.add(end));
    return { order: promise, callOff: () => end(null) };
  }
}

function isDone({ state }: Order): boolean {
  return state === 'filled' || state === 'cancelled';
}

/** @throws FillpathError `invalid-input` for what can be no order: nothing is cancelled for its sake. */
function lotsOf(body: object): number {
  return take(parseTerms(take(readWritten(body, 'unnamed'), {})), {}).lots;
}

function invalid(reason: string, sentence: string): FillpathError {
  return new FillpathError('invalid-input', sentence, { reason });
}

function late(orderId: string, old: Order | null): FillpathError {
  return old
    ? new FillpathError('conflict', `Order ${orderId} was filled before it could be replaced.`, {
        reason: 'too_late_to_replace',
      })
    : new FillpathError(
        'unavailable',
        `The venue has not answered for ${WAIT_MS / 1000} s. Order ${orderId} is being cancelled and was not replaced.`,
        { reason: 'venue_unavailable' },
      );
}
