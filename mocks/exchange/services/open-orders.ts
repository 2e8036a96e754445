import { BoundedSet } from '../bounded-set';
import { Allocation, type Contribution } from '../orders/slicing';
import { waits } from '../orders/time-in-force';
import type { VenueName } from '../venues/venues';
import type { ExchangeOrder } from './topics';

/** An order that the venue has, or may have. */
export interface OpenOrder {
  readonly order: ExchangeOrder;
  readonly venue: VenueName;
  /** Lots whose fills have been handed on, and what they cost in ticks times lots. */
  cumLots: number;
  notional: bigint;
  /** The venue has been asked to cancel it. */
  cancelling: boolean;
  /** The venue has taken it. */
  confirmed: boolean;
  /** When the venue has to have said something more of it; Infinity for an order that rests. In ms since the epoch. */
  dueMs: number;
}

/** So long a venue may take to say something of an order: more than the slowest that it can be told to be. */
export const WORD_MS = 6_000;

/** Client orders whose cancellation is remembered for exchange orders that are still to come. */
const MAX_CANCELLED = 10_000;

/** The exchange orders that are open, and the client orders that are to be cancelled wherever they turn up. */
export class OpenOrders {
  private readonly byId = new Map<string, OpenOrder>();
  /** By the client orders in them: at a heavy load thousands are open when one is cancelled. */
  private readonly byClientOrder = new Map<string, Set<OpenOrder>>();
  private readonly cancelled = new BoundedSet(MAX_CANCELLED);

  add(order: ExchangeOrder, venue: VenueName, nowMs: number): void {
    const nothing = { cumLots: 0, notional: 0n, cancelling: false, confirmed: false };
    const open: OpenOrder = { order, venue, ...nothing, dueMs: nowMs + WORD_MS };
    this.byId.set(order.exchangeOrderId, open);
    for (const id of clientOrdersIn(order)) {
      const same = this.byClientOrder.get(id);
      if (same) same.add(open);
      else this.byClientOrder.set(id, new Set([open]));
    }
  }

  find(exchangeOrderId: string): OpenOrder | undefined {
    return this.byId.get(exchangeOrderId);
  }

  /** The venue has just been heard. It owes a word of what does not rest. */
  expect(open: OpenOrder, nowMs: number): void {
    const rests = open.confirmed && !open.cancelling && waits(open.order);
    open.dueMs = rests ? Number.POSITIVE_INFINITY : nowMs + WORD_MS;
  }

  /** A fill is handed on. */
  book(open: OpenOrder, lots: number, price: number): void {
    open.cumLots += lots;
    open.notional += BigInt(lots) * BigInt(price);
  }

  /** Those at a venue that owes a word of them. */
  overdue(venue: VenueName, nowMs: number): OpenOrder[] {
    return this.at(venue).filter(({ dueMs }) => dueMs <= nowMs);
  }

  remove(open: OpenOrder): void {
    this.byId.delete(open.order.exchangeOrderId);
    for (const id of clientOrdersIn(open.order)) {
      const same = this.byClientOrder.get(id);
      same?.delete(open);
      if (same?.size === 0) this.byClientOrder.delete(id);
    }
  }

  at(venue: VenueName): OpenOrder[] {
    return [...this.byId.values()].filter((open) => open.venue === venue);
  }

  /** What is left of each client order in the open exchange orders. */
  rests(): Contribution[] {
    return [...this.byId.values()].flatMap(({ order, cumLots }) => restOf(order, cumLots));
  }

  /** By open exchange order, the client orders whose rest is in it. */
  owners(): Map<string, string[]> {
    return new Map(
      [...this.byId].map(([id, { order, cumLots }]) => [id, restOf(order, cumLots).map((part) => part.order.orderId)]),
    );
  }

  /** Remembers that a client order is to be cancelled. @returns the open exchange orders that have some of it. */
  cancel(clientOrderId: string): OpenOrder[] {
    this.cancelled.add(clientOrderId);
    return [...(this.byClientOrder.get(clientOrderId) ?? [])].filter((open) => {
      const rest = restOf(open.order, open.cumLots);
      return rest.some(({ order }) => order.orderId === clientOrderId);
    });
  }

  /** Of an order of which `cumLots` are filled: whose rest is still wanted, and the client orders whose is not. */
  split(order: ExchangeOrder, cumLots: number): { wanted: Contribution[]; unwanted: string[] } {
    const rest = restOf(order, cumLots);
    const isWanted = (part: Contribution) => !this.cancelled.has(part.order.orderId);
    return {
      wanted: rest.filter(isWanted),
      unwanted: rest.filter((part) => !isWanted(part)).map((part) => part.order.orderId),
    };
  }
}

function clientOrdersIn({ contributions }: ExchangeOrder): string[] {
  return contributions.map(({ order }) => order.orderId);
}

/** Fills go to the contributions in their order, as the fill-service does it. */
function restOf({ contributions, lots }: ExchangeOrder, cumLots: number): Contribution[] {
  const allocation = new Allocation(contributions);
  allocation.take(cumLots);
  return allocation.take(lots - cumLots);
}
