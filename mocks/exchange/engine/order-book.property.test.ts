import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookBounds, OrderBook } from './order-book';
import { commands } from './test-commands';
import { draw, linesOf } from './test-ladder';
import { NaiveBook } from './test-naive-book';
import type { Command, EngineEvent, ExecutionReport } from './types';

type Check = (book: OrderBook, events: readonly EngineEvent[], command: Command) => void;

/** So low that 80 commands reach them. */
const LOW_BOUNDS = { maxOpen: 10, maxFinished: 12 };

/** Runs the commands through one book and looks after each of them. */
function run(all: readonly Command[], check: Check = () => {}, bounds: BookBounds = {}): EngineEvent[] {
  const book = new OrderBook(bounds);
  return all.flatMap((command) => {
    const events = book.submit(command);
    check(book, events, command);
    return events;
  });
}

/** Holds for any commands. */
function always(check: () => Check, bounds: BookBounds = {}): void {
  fc.assert(
    fc.property(commands, (all) => {
      run(all, check(), bounds);
    }),
    { numRuns: 300 },
  );
}

const reportsOf = (events: readonly EngineEvent[]) => events.filter((event) => event.kind === 'report');

/** Of each trade the two reports on it. */
function tradesOf(events: readonly EngineEvent[]): [ExecutionReport, ExecutionReport][] {
  const reports = reportsOf(events).filter(({ execType }) => execType === 'Trade');
  return Array.from({ length: reports.length / 2 }, (_, trade) => {
    const [maker, taker] = reports.slice(2 * trade, 2 * trade + 2);
    return [maker as ExecutionReport, taker as ExecutionReport];
  });
}

describe('OrderBook, for any commands', () => {
  it('says and holds what a book does that sorts all its orders by price and arrival', () => {
    const compare = (bounds: Required<BookBounds>) => (): Check => {
      const naive = new NaiveBook(bounds);
      return (book, events, command) => {
        expect(linesOf(events)).toEqual(naive.submit(command));
        expect(draw(book)).toEqual(naive.draw());
        expect(book.forgottenIds).toBe(naive.forgottenIds);
      };
    };
    always(compare({ maxOpen: 1000, maxFinished: 1000 }));
    always(compare(LOW_BOUNDS), LOW_BOUNDS);
  });

  it('conserves quantity and money from report to report, through replaces too', () => {
    always(() => {
      const last = new Map<string, ExecutionReport>();
      return (_book, events) => {
        for (const report of reportsOf(events).filter(({ execType }) => execType !== 'Rejected')) {
          const before = last.get(report.origOrderId ?? report.orderId);
          expect(report.cumQty).toBe((before?.cumQty ?? 0) + report.lastQty);
          expect(report.cumNotional).toBe((before?.cumNotional ?? 0n) + BigInt(report.lastPx) * BigInt(report.lastQty));
          const over = report.execType === 'Canceled' || report.execType === 'Expired';
          expect(report.leavesQty).toBe(over ? 0 : report.orderQty - report.cumQty);
          if (report.execType !== 'Replaced') expect(report.orderQty).toBe(before?.orderQty ?? report.orderQty);
          last.set(report.orderId, report);
        }
      };
    });
  });

  it('averages the prices of all fills exactly, up to the largest prices and quantities', () => {
    const most = fc.integer({ min: 1, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.array(fc.record({ price: most, quantity: most }), { minLength: 1, maxLength: 5 }), (fills) => {
        const book = new OrderBook();
        let [lots, notional] = [0, 0n];
        for (const [index, { price, quantity }] of fills.entries()) {
          // Never more than one order may ask for.
          const part = Math.ceil(quantity / fills.length);
          if (lots + part > 1_000_000_000) return;
          lots += part;
          notional += BigInt(price) * BigInt(part);
          const terms = { price, quantity: part, timeInForce: 'GTC' } as const;
          book.submit({ kind: 'new', orderId: String(index), owner: 'p', side: 'sell', ...terms });
        }
        const taker = {
          orderId: 't',
          owner: 'q',
          side: 'buy',
          price: null,
          quantity: lots,
          timeInForce: 'IOC',
        } as const;
        const { avgPx, ordStatus } = reportsOf(book.submit({ kind: 'new', ...taker })).at(-1) as ExecutionReport;
        expect(ordStatus).toBe('Filled');
        // A double from 1 to 2^30 is a whole number of 2^-52: compared as fractions, without rounding.
        const scaled = BigInt(avgPx * 2 ** 52) * BigInt(lots) - notional * 2n ** 52n;
        const oneUnit = BigInt(2 ** Math.floor(Math.log2(avgPx))) * BigInt(lots);
        expect(scaled < 0n ? -scaled : scaled).toBeLessThanOrEqual(oneUnit);
        if (fills.every(({ price }) => price === fills[0]?.price)) expect(avgPx).toBe(fills[0]?.price);
      }),
      // One of twelve such pairs near the bounds gave another price as a quotient of two doubles.
      { examples: [[[{ price: 999_299_029, quantity: 999_956_160 }]]], numRuns: 500 },
    );
  });

  it('gives both sides of a trade the same price and quantity, within both limits and between two owners', () => {
    always(() => {
      const limits = new Map<string, number | null>();
      return (_book, events, command) => {
        if (command.kind === 'new' || command.kind === 'replace') {
          const accepted = reportsOf(events)[0];
          if (accepted && accepted.execType !== 'Rejected') limits.set(command.orderId, command.price);
        }
        for (const [maker, taker] of tradesOf(events)) {
          expect([maker.tradeId, maker.lastPx, maker.lastQty]).toEqual([taker.tradeId, taker.lastPx, taker.lastQty]);
          expect(maker.side).not.toBe(taker.side);
          expect(maker.owner).not.toBe(taker.owner);
          expect(maker.lastPx).toBe(limits.get(maker.orderId));
          const limit = limits.get(taker.orderId) ?? taker.lastPx;
          if (taker.side === 'buy') expect(taker.lastPx).toBeLessThanOrEqual(limit);
          else expect(taker.lastPx).toBeGreaterThanOrEqual(limit);
        }
      };
    });
  });

  it('forgets no open order: what the reports leave open is what stands in the book', () => {
    always(() => {
      const leaves = new Map<string, number>();
      return (book, events) => {
        for (const report of reportsOf(events).filter(({ execType }) => execType !== 'Rejected')) {
          if (report.origOrderId !== null) leaves.delete(report.origOrderId);
          leaves.set(report.orderId, report.leavesQty);
          if (report.leavesQty === 0) leaves.delete(report.orderId);
        }
        const { bids, asks } = book.depth(Number.POSITIVE_INFINITY);
        const levels = [...bids, ...asks];
        const open = [...leaves.values()];
        const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
        expect(sum(levels.map(({ quantity }) => quantity))).toBe(sum(open));
        expect(sum(levels.map(({ orders }) => orders))).toBe(open.length);
        expect(book.openOrders).toBe(open.length);
      };
    });
  });

  it('never leaves the book crossed', () => {
    always(() => (book) => {
      const { bids, asks } = book.depth(1);
      expect(bids[0]?.price ?? 0).toBeLessThan(asks[0]?.price ?? Number.POSITIVE_INFINITY);
    });
  });

  it('fills an FOK order whole or not at all', () => {
    always(() => (_book, events, command) => {
      if (command.kind !== 'new' || command.timeInForce !== 'FOK') return;
      const last = reportsOf(events).findLast(({ orderId }) => orderId === command.orderId);
      expect([0, command.quantity]).toContain(last?.cumQty);
    });
  });

  it('leaves IOC and FOK orders out of the book', () => {
    always(() => (_book, events, command) => {
      if (command.kind !== 'new' || (command.timeInForce !== 'IOC' && command.timeInForce !== 'FOK')) return;
      expect(reportsOf(events).findLast(({ orderId }) => orderId === command.orderId)?.leavesQty).toBe(0);
    });
  });

  it('answers a refusal with one event and changes nothing', () => {
    always(() => {
      let before: string[] = [];
      return (book, events) => {
        const refused = events.some((event) => event.kind === 'cancel-reject' || event.execType === 'Rejected');
        if (refused) expect([events.length, draw(book)]).toEqual([1, before]);
        before = draw(book);
      };
    });
  });

  it('gives the same events for the same commands', () => {
    fc.assert(
      fc.property(commands, (all) => {
        expect(run(all)).toEqual(run(all));
      }),
    );
  });

  it('is tried with commands that bring about every event, state and reason', () => {
    const events = fc.sample(commands, { numRuns: 300, seed: 1 }).flatMap((all) => run(all, () => {}, LOW_BOUNDS));
    const seen = new Set(
      events.map((event) =>
        event.kind === 'report'
          ? [event.execType, event.ordStatus, event.reason].join(' ').trimEnd()
          : `CancelReject ${event.reason}`,
      ),
    );
    expect([...seen].sort()).toEqual([
      'CancelReject bad_price',
      'CancelReject bad_quantity',
      'CancelReject duplicate_order_id',
      'CancelReject too_late',
      'CancelReject unknown_order',
      'Canceled Canceled no_liquidity',
      'Canceled Canceled requested',
      'Canceled Canceled self_trade',
      'Expired Expired end_of_session',
      'New New',
      'Rejected Rejected bad_price',
      'Rejected Rejected bad_quantity',
      'Rejected Rejected duplicate_order_id',
      'Rejected Rejected market_order_cannot_rest',
      'Rejected Rejected too_many_open_orders',
      'Replaced Filled',
      'Replaced New',
      'Replaced PartiallyFilled',
      'Trade Filled',
      'Trade PartiallyFilled',
    ]);
  });
});
