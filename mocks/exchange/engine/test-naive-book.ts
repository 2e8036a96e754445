import type { BookBounds } from './order-book';
import type { Command, NewOrder, ReplaceOrder } from './types';

interface Plain {
  id: string;
  readonly owner: string;
  readonly side: 'buy' | 'sell';
  readonly timeInForce: NewOrder['timeInForce'];
  price: number;
  quantity: number;
  filled: number;
  arrival: number;
}

/**
 * The obvious order book, to compare the real one with: an array of resting orders that is filtered and sorted before each
 * trade. It gives the lines of `linesOf`, not events, and tries an FOK order out on a copy.
 */
export class NaiveBook {
  private resting: Plain[] = [];
  /** All finished ids, of which the last `maxFinished` are remembered. */
  private readonly finished: { readonly id: string; readonly status: string }[] = [];
  private arrivals = 0;
  readonly maxOpen: number;
  readonly maxFinished: number;

  constructor({ maxOpen, maxFinished }: Required<BookBounds>) {
    this.maxOpen = maxOpen;
    this.maxFinished = maxFinished;
  }

  get forgottenIds(): number {
    return this.finished.slice(0, -this.maxFinished).length;
  }

  submit(command: Command): string[] {
    switch (command.kind) {
      case 'new':
        return this.place(command);
      case 'replace':
        return this.replace(command);
      case 'cancel': {
        const order = this.find(command.orderId);
        if (order) return [this.finish(order, 'Canceled', 'requested')];
        const status = this.statusOf(command.orderId);
        return [`${command.orderId} CancelReject ${status ?? 'Rejected'} ${status ? 'too_late' : 'unknown_order'}`];
      }
      case 'endOfSession': {
        const inOrder = [...this.queue('buy'), ...this.queue('sell')];
        return inOrder
          .filter((order) => order.timeInForce === 'Day')
          .map((order) => this.finish(order, 'Expired', 'end_of_session'));
      }
    }
  }

  /** One row a price, best last for sells, as `draw` gives them. */
  draw(): string[] {
    const rows = (side: 'buy' | 'sell') => {
      const queue = this.queue(side);
      return [...new Set(queue.map((order) => order.price))].map((price) => {
        const level = queue.filter((order) => order.price === price);
        return `${side} ${price} ${level.reduce((sum, order) => sum + left(order), 0)} in ${level.length}`;
      });
    };
    return [...rows('sell').reverse(), ...rows('buy')];
  }

  private place({ orderId: id, owner, side, price, quantity, timeInForce }: NewOrder): string[] {
    const waits = timeInForce === 'GTC' || timeInForce === 'Day';
    if (!sensible(quantity)) return [`${id} Rejected Rejected 0/0 bad_quantity`];
    if (price !== null && !sensible(price)) return [`${id} Rejected Rejected 0/0 bad_price`];
    if (price === null && waits) return [`${id} Rejected Rejected 0/0 market_order_cannot_rest`];
    if (this.isTaken(id)) return [`${id} Rejected Rejected 0/0 duplicate_order_id`];
    if (waits && this.resting.length >= this.maxOpen) return [`${id} Rejected Rejected 0/0 too_many_open_orders`];
    const anyPrice = side === 'buy' ? 2_000_000_000 : 0;
    const order = { id, owner, side, timeInForce, price: price ?? anyPrice, quantity, filled: 0, arrival: 0 };
    const acknowledged = `${id} New New 0/${quantity}`;
    if (timeInForce !== 'FOK') return [acknowledged, ...this.arrive(order)];
    const trial = new NaiveBook(this);
    trial.resting = structuredClone(this.resting);
    const [, reason] = / Canceled Canceled .* (\w+)$/.exec(trial.arrive({ ...order }).at(-1) ?? '') ?? [];
    return [acknowledged, ...(reason ? [this.finish(order, 'Canceled', reason)] : this.arrive(order))];
  }

  private replace({ orderId: id, origOrderId, price, quantity }: ReplaceOrder): string[] {
    const order = this.find(origOrderId);
    const refusal = (status: string, reason: string) => [`${origOrderId}→${id} CancelReject ${status} ${reason}`];
    if (!order) {
      const status = this.statusOf(origOrderId);
      return refusal(status ?? 'Rejected', status ? 'too_late' : 'unknown_order');
    }
    if (!sensible(quantity)) return refusal(stateOf(order), 'bad_quantity');
    if (!sensible(price)) return refusal(stateOf(order), 'bad_price');
    if (this.isTaken(id)) return refusal(stateOf(order), 'duplicate_order_id');
    this.finished.push({ id: origOrderId, status: 'Replaced' });
    const loses = price !== order.price || quantity > order.quantity;
    Object.assign(order, { id, price, quantity: Math.max(quantity, order.filled) });
    const replaced = `${origOrderId}→${id} Replaced ${stateOf(order)} ${order.filled}/${left(order)}`;
    if (!loses && left(order) > 0) return [replaced];
    this.resting = this.resting.filter((other) => other !== order);
    return [replaced, ...this.arrive(order)];
  }

  private arrive(order: Plain): string[] {
    const lines: string[] = [];
    const trade = (party: Plain, lots: number, price: number) => {
      party.filled += lots;
      lines.push(`${party.id} Trade ${lots}@${price} ${stateOf(party)} ${party.filled}/${left(party)}`);
    };
    order.arrival = ++this.arrivals;
    while (left(order) > 0) {
      const [best] = this.queue(order.side === 'buy' ? 'sell' : 'buy');
      if (!best || (order.side === 'buy' ? best.price > order.price : best.price < order.price)) break;
      if (best.owner === order.owner) return [...lines, this.finish(order, 'Canceled', 'self_trade')];
      const lots = Math.min(left(best), left(order));
      trade(best, lots, best.price);
      trade(order, lots, best.price);
      if (left(best) === 0) this.finish(best, 'Filled', '');
    }
    if (left(order) === 0) this.finish(order, 'Filled', '');
    else if (order.timeInForce === 'GTC' || order.timeInForce === 'Day') this.resting.push(order);
    else lines.push(this.finish(order, 'Canceled', 'no_liquidity'));
    return lines;
  }

  private queue(side: 'buy' | 'sell'): Plain[] {
    const towardsBest = side === 'buy' ? -1 : 1;
    return this.resting
      .filter((order) => order.side === side)
      .sort((a, b) => towardsBest * (a.price - b.price) || a.arrival - b.arrival);
  }

  private find(id: string): Plain | undefined {
    return this.resting.find((order) => order.id === id);
  }

  private statusOf(id: string): string | undefined {
    return this.finished.slice(-this.maxFinished).find((order) => order.id === id)?.status;
  }

  private isTaken(id: string): boolean {
    return this.find(id) !== undefined || this.statusOf(id) !== undefined;
  }

  private finish(order: Plain, status: string, reason: string): string {
    this.resting = this.resting.filter((other) => other !== order);
    this.finished.push({ id: order.id, status });
    return `${order.id} ${status} ${status} ${order.filled}/0 ${reason}`;
  }
}

const left = (order: Plain) => order.quantity - order.filled;

const sensible = (value: number) => value > 0 && value <= 1_000_000_000 && Math.floor(value) === value;

function stateOf(order: Plain): string {
  if (left(order) === 0) return 'Filled';
  return order.filled > 0 ? 'PartiallyFilled' : 'New';
}
