import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExchangeOrders } from '@/lib/api/exchange-contract';
import type { Order } from '@/lib/api/order-contract';
import { CANCELLED_BY_OWNER, REPLACED_BY_OWNER } from '@/mocks/exchange/orders/cancel-sentences';
import { LIVE_ROWS } from './live-lists';
import {
  hasTotals,
  isBeingCancelled,
  isOpen,
  lacksOpenOrders,
  NO_ORDERS,
  openOrders,
  withAnswer,
  withHeld,
  withOrders,
} from './order-lists';
import { orderOf } from './test-support';

const ids = (orders: readonly { orderId: string }[]) => orders.map(({ orderId }) => orderId);

it('keeps an open order in sight after more than the latest came in', () => {
  const first = withOrders(NO_ORDERS, [orderOf({ orderId: 'resting', at: 1 })]);
  const many = Array.from({ length: LIVE_ROWS }, (_, i) => orderOf({ orderId: `o${i}`, at: 2, state: 'filled' }));
  const lists = withOrders(first, many);
  expect(ids(lists.latest)).not.toContain('resting');
  expect(ids(openOrders(lists, 10))).toEqual(['resting']);
});

it('takes an order from the open ones once it is done', () => {
  const open = withOrders(NO_ORDERS, [orderOf({ orderId: 'a', at: 1 }), orderOf({ orderId: 'b', at: 2 })]);
  const lists = withOrders(open, [orderOf({ orderId: 'a', state: 'cancelled', updatedAtUnixNano: '3000000000' })]);
  expect(ids(openOrders(lists, 10))).toEqual(['b']);
});

it('does not open an order again that a late answer still gives as open', () => {
  const done = withOrders(NO_ORDERS, [orderOf({ orderId: 'a', state: 'filled', updatedAtUnixNano: '9000000000' })]);
  const lists = withOrders(done, [orderOf({ orderId: 'a', state: 'accepted', updatedAtUnixNano: '1000000000' })]);
  expect(openOrders(lists, 10)).toEqual([]);
});

it('lists the open orders from the newest, as many as asked for', () => {
  const lists = withOrders(
    NO_ORDERS,
    [1, 3, 2].map((at) => orderOf({ orderId: `o${at}`, at })),
  );
  expect(ids(openOrders(lists, 2))).toEqual(['o3', 'o2']);
});

it('holds rows where they are, lets their states go on, and forgets them when told to', () => {
  const held = withHeld(NO_ORDERS, [orderOf({ orderId: 'b', at: 2 }), orderOf({ orderId: 'a', at: 1 })]);
  const lists = withOrders(held, [
    orderOf({ orderId: 'c', at: 3 }),
    orderOf({ orderId: 'b', at: 2, state: 'filled', updatedAtUnixNano: '4000000000' }),
    orderOf({ orderId: 'a', at: 1, state: 'rejected', updatedAtUnixNano: '500000000' }),
  ]);
  expect([...lists.held.values()].map(({ orderId, state }) => `${orderId} ${state}`)).toEqual([
    'b filled',
    'a accepted',
  ]);
  expect(withHeld(lists, []).held.size).toBe(0);
});

it('an order is being cancelled while some of it is open of what its owner has taken back', () => {
  const reasons = [CANCELLED_BY_OWNER, REPLACED_BY_OWNER, 'Nobody offered the rest at an acceptable price.', ''];
  const seen = (state: Order['state']) => reasons.map((reason) => isBeingCancelled(orderOf({ state, reason })));
  expect(seen('accepted')).toEqual([true, true, false, false]);
  expect(seen('partially_filled')).toEqual([true, true, false, false]);
  expect(seen('cancelled')).toEqual([false, false, false, false]);
});

describe('an answer of the exchange', () => {
  it('is what totals are taken from, not what the stream has told before it', () => {
    const told = withOrders(NO_ORDERS, [orderOf({ orderId: 'a', at: 4 })]);
    expect([told.orderCount, hasTotals(told)]).toEqual([1, false]);
    const answered = withAnswer(told, answerOf({ orderCount: 120_000 }));
    expect([answered.orderCount, hasTotals(answered)]).toEqual([120_000, true]);
  });

  const answerOf = (part: Partial<ExchangeOrders>): ExchangeOrders => ({
    latest: [],
    open: [],
    asked: [],
    orderCount: 0,
    openCount: 0,
    atUnixNano: '10000000000',
    ...part,
  });
  const filled = (orderId: string, at: number, updatedAt: number) =>
    orderOf({ orderId, at, state: 'filled', updatedAtUnixNano: `${updatedAt}000000000` });

  it('tells what became of orders of which the stream told nothing more', () => {
    const stale = withOrders(NO_ORDERS, [orderOf({ orderId: 'a', at: 1 }), orderOf({ orderId: 'b', at: 2 })]);
    const lists = withAnswer(stale, answerOf({ latest: [filled('b', 2, 5)], orderCount: 250 }));
    expect(lists.latest.map(({ orderId, state }) => `${orderId} ${state}`)).toEqual(['b filled']);
    expect([lists.open.size, lists.openCount, lists.orderCount]).toEqual([0, 0, 250]);
  });

  it('does not undo what the stream told after it', () => {
    const ahead = withOrders(NO_ORDERS, [orderOf({ orderId: 'new', at: 11 }), filled('a', 1, 12)]);
    const lists = withAnswer(
      ahead,
      answerOf({
        latest: [orderOf({ orderId: 'a', at: 1 })],
        open: [orderOf({ orderId: 'a', at: 1 })],
        orderCount: 1,
        openCount: 1,
      }),
    );
    expect(lists.latest.map(({ orderId, state }) => `${orderId} ${state}`)).toEqual(['new accepted', 'a filled']);
    expect([[...lists.open.keys()], lists.openCount, lists.orderCount]).toEqual([['new'], 1, 2]);
  });

  it('is not undone by what the stream tells late', () => {
    const lists = withOrders(withAnswer(NO_ORDERS, answerOf({ orderCount: 9 })), [orderOf({ orderId: 'old', at: 4 })]);
    expect([ids(lists.latest), lists.open.size, lists.orderCount]).toEqual([[], 0, 9]);
  });

  it('goes on being counted from: of those that are not listed, too', () => {
    const told = withAnswer(NO_ORDERS, answerOf({ orderCount: 500, openCount: 300 }));
    const lists = withOrders(told, [
      orderOf({ orderId: 'new', at: 11 }),
      filled('new', 11, 12),
      orderOf({ orderId: 'newer', at: 12 }),
      filled('open but not listed', 3, 12),
    ]);
    expect([lists.orderCount, lists.openCount]).toEqual([502, 300]);
    expect(lacksOpenOrders(lists)).toBe(true);
  });

  it('brings held rows up to date, and lets go of those that the exchange has forgotten', () => {
    const held = withHeld(NO_ORDERS, [orderOf({ orderId: 'a' }), orderOf({ orderId: 'gone' }), filled('b', 1, 12)]);
    const lists = withAnswer(held, answerOf({ asked: [filled('a', 1, 5), orderOf({ orderId: 'b' })] }));
    expect([...lists.held.values()].map(({ orderId, state }) => `${orderId} ${state}`)).toEqual([
      'a filled',
      'b filled',
    ]);
  });
});

/**
 * An exchange of the simplest kind: orders come in open, and are filled or not. What it tells goes through a stream that
 * lags, and may leave out all but the latest states; its answers overtake the stream.
 */
class ToyExchange {
  private readonly orders = new Map<string, Order>();
  private readonly waiting: Order[] = [];
  private now = 0;
  skipped = false;
  lists = NO_ORDERS;

  open(): void {
    this.now += 1;
    this.tell(orderOf({ orderId: `o${this.now}`, at: this.now }));
  }

  fill(choice: number): void {
    const open = [...this.orders.values()].filter(isOpen);
    const order = open[choice % open.length];
    this.now += 1;
    if (order) this.tell({ ...order, state: 'filled', updatedAtUnixNano: `${this.now}000000000` });
  }

  deliver(count: number): void {
    this.lists = withOrders(this.lists, this.waiting.splice(0, count));
  }

  skip(count: number): void {
    this.skipped ||= this.waiting.splice(0, count).length > 0;
  }

  answer(): ExchangeOrders {
    const latest = [...this.orders.values()].toReversed();
    const open = latest.filter(isOpen);
    return {
      latest: latest.slice(0, LIVE_ROWS),
      open: open.slice(0, LIVE_ROWS),
      asked: [],
      orderCount: latest.length,
      openCount: open.length,
      atUnixNano: `${this.now}000000000`,
    };
  }

  take(answer: ExchangeOrders): void {
    this.lists = withAnswer(this.lists, answer);
  }

  private tell(order: Order): void {
    this.orders.set(order.orderId, order);
    this.waiting.push(order);
  }
}

it('is right once the stream is quiet, whatever overtook what, if it was asked for again after what was left out', () => {
  const step = fc.record({
    what: fc.constantFrom('open', 'open', 'fill', 'fill', 'deliver', 'skip', 'ask', 'take'),
    count: fc.nat({ max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), fc.boolean(), (steps, lossy) => {
      const exchange = new ToyExchange();
      let answer = exchange.answer();
      exchange.take(answer);
      for (const { what, count } of steps) {
        if (what === 'open') for (let n = 0; n < count; n++) exchange.open();
        else if (what === 'fill') exchange.fill(count);
        else if (what === 'deliver') exchange.deliver(count);
        else if (what === 'skip' && lossy) exchange.skip(count);
        else if (what === 'skip') exchange.deliver(1);
        else if (what === 'ask') answer = exchange.answer();
        else if (BigInt(answer.atUnixNano) >= BigInt(exchange.lists.atUnixNano)) exchange.take(answer);
      }
      exchange.deliver(Number.POSITIVE_INFINITY);
      const truth = exchange.answer();
      if (exchange.skipped) exchange.take(truth);
      const { latest, orderCount, openCount } = exchange.lists;
      expect([orderCount, openCount]).toEqual([truth.orderCount, truth.openCount]);
      if (lacksOpenOrders(exchange.lists)) exchange.take(truth);
      expect(latest).toEqual(truth.latest);
      expect(openOrders(exchange.lists, LIVE_ROWS)).toEqual(truth.open);
    }),
  );
});
