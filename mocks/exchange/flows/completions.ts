import type { Service } from '../messaging/service';
import type { Order } from '../orders/types';
import type { Topics } from '../services/topics';

/** Longer than a slow venue takes; an order that is not done by then is given up by whoever waits, not by the exchange. */
const DEADLINE_MS = 10_000;

/** Lets a strategy wait for its own orders to be done. Bounded: nobody waits longer than ten seconds. */
export class Completions {
  private readonly waiting = new Map<string, (order: Order) => void>();

  constructor(
    private readonly service: Service,
    topics: Topics,
  ) {
    service.receive(topics.completions, (order) => this.waiting.get(order.orderId)?.(order));
  }

  /** Ask before the order is sent. `giveUp` ends the waiting. Resolves with null when the order is not done in time. */
  of(orderId: string): { readonly done: Promise<Order | null>; giveUp(): void } {
    const { promise, resolve } = Promise.withResolvers<Order | null>();
    const end = (order: Order | null) => {
      callOff();
      this.waiting.delete(orderId);
      resolve(order);
    };
    const callOff = this.service.clock.after(DEADLINE_MS, () => end(null));
    this.waiting.set(orderId, end);
    return { done: promise, giveUp: () => end(null) };
  }
}
