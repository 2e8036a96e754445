import { createRng, type Rng } from '../../lib/base/rng.ts';
import { OrderBook } from '../../mocks/exchange/engine/order-book.ts';
import type { Command, Side, TimeInForce } from '../../mocks/exchange/engine/types.ts';

/** Shares of the flow; what is left of 1 is orders that trade at once: market, IOC and FOK. */
const SHARES = { limit: 0.54, cancel: 0.26, replace: 0.1 };
const OWNERS = 200;
/** Above it a new limit order becomes a cancel, so that the flow's length does not decide how large the book grows. */
const MOST_OPEN = 10_000;
/** Limits are at most this many ticks behind the middle, and some a little across it. */
const SPREAD_TICKS = 50;
const ACROSS_TICKS = 3;
const MOST_LOTS = 100;
const START_PRICE = 100_000;
const IMMEDIATE: readonly [market: boolean, TimeInForce][] = [
  [true, 'IOC'],
  [false, 'IOC'],
  [false, 'FOK'],
];

/**
 * Commands as a busy book gets them, the same for the same seed: the middle wanders, cancels and replaces mean orders that are
 * open when they come. A book that follows along tells which these are.
 */
export function mixedFlow(length: number, seed: number): Command[] {
  const rng = createRng(seed);
  const book = new OrderBook();
  const open = new OpenIds();
  let middle = START_PRICE;
  return Array.from({ length }, (_, index) => {
    if (index % 64 === 0) middle += rng.int(3) - 1;
    const command = draw(rng, `order-${index}`, middle, open);
    for (const event of book.submit(command)) {
      if (event.kind !== 'report') continue;
      if (event.origOrderId !== null) open.remove(event.origOrderId);
      if (event.leavesQty === 0) open.remove(event.orderId);
      else open.add(event.orderId);
    }
    return command;
  });
}

function draw(rng: Rng, orderId: string, middle: number, open: OpenIds): Command {
  const kind = rng.next();
  const side: Side = rng.int(2) === 0 ? 'buy' : 'sell';
  const behind = rng.int(SPREAD_TICKS) - ACROSS_TICKS;
  const price = side === 'buy' ? middle - behind : middle + behind;
  const quantity = 1 + rng.int(MOST_LOTS);
  const owner = `owner-${rng.int(OWNERS)}`;
  const rests = kind < SHARES.limit;
  const changes = kind < SHARES.limit + SHARES.cancel + SHARES.replace;
  const meant = (rests && open.size >= MOST_OPEN) || (changes && !rests) ? open.any(rng) : undefined;
  if (meant !== undefined) {
    if (kind < SHARES.limit + SHARES.cancel) return { kind: 'cancel', orderId: meant };
    return { kind: 'replace', orderId, origOrderId: meant, price, quantity };
  }
  if (changes) return { kind: 'new', orderId, owner, side, price, quantity, timeInForce: 'GTC' };
  const [market, timeInForce] = IMMEDIATE[rng.int(IMMEDIATE.length)] ?? [true, 'IOC'];
  const limit = side === 'buy' ? middle + ACROSS_TICKS : middle - ACROSS_TICKS;
  return { kind: 'new', orderId, owner, side, price: market ? null : limit, quantity, timeInForce };
}

/** A set of which any member can be drawn in O(1). */
class OpenIds {
  private readonly ids: string[] = [];
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.ids.length;
  }

  add(id: string): void {
    if (this.places.has(id)) return;
    this.places.set(id, this.ids.length);
    this.ids.push(id);
  }

  remove(id: string): void {
    const place = this.places.get(id);
    const last = this.ids.at(-1);
    if (place === undefined || last === undefined) return;
    this.ids[place] = last;
    this.places.set(last, place);
    this.ids.pop();
    this.places.delete(id);
  }

  any(rng: Rng): string | undefined {
    return this.size === 0 ? undefined : this.ids[rng.int(this.size)];
  }
}
