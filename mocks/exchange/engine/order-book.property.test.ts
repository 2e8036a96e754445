import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderBook } from './order-book';
import type { Command, ExecutionReport, NewOrder } from './types';

const side = fc.constantFrom('buy' as const, 'sell' as const);
const newOrder = fc
  .record({ side, price: fc.integer({ min: 95, max: 105 }), quantity: fc.integer({ min: 1, max: 20 }), tif: fc.nat(3) })
  .map(
    ({ tif, ...order }): Omit<NewOrder, 'orderId'> => ({
      ...order,
      kind: 'new',
      owner: 'o',
      price: tif === 0 ? null : order.price,
      timeInForce: tif <= 1 ? 'IOC' : 'GTC',
    }),
  );
/** Orders are named 0, 1, 2 ... by position; a cancel names any of them, placed or not. */
const commands: fc.Arbitrary<Command[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: newOrder }, { weight: 1, arbitrary: fc.nat(60) }), { maxLength: 60 })
  .map((drawn) =>
    drawn.map((command, index) =>
      typeof command === 'number'
        ? { kind: 'cancel', orderId: String(command) }
        : { ...command, orderId: String(index) },
    ),
  );

function run(all: readonly Command[], check: (book: OrderBook, reports: ExecutionReport[]) => void = () => {}) {
  const book = new OrderBook();
  return all.flatMap((command) => {
    const events = book.submit(command);
    const reports = events.filter((event) => event.kind === 'report');
    check(book, reports);
    return events;
  });
}

/** The obvious book: an array of resting orders, sorted before each trade. No reports but the trades. */
function tradesOfNaiveBook(all: readonly Command[]): string[] {
  const resting: { id: string; side: string; price: number; left: number; arrival: number }[] = [];
  const trades: string[] = [];
  for (const [arrival, command] of all.entries()) {
    const known = resting.findIndex((order) => order.id === command.orderId);
    if (command.kind === 'cancel') {
      if (known >= 0) resting.splice(known, 1);
      continue;
    }
    let left = command.quantity;
    const sign = command.side === 'buy' ? 1 : -1;
    const limit = command.price ?? sign * Number.MAX_SAFE_INTEGER;
    while (left > 0) {
      const [best] = resting
        .filter((order) => order.side !== command.side && sign * order.price <= sign * limit)
        .sort((a, b) => sign * (a.price - b.price) || a.arrival - b.arrival);
      if (!best) break;
      const quantity = Math.min(left, best.left);
      trades.push(`${best.id} ${command.orderId} ${quantity}@${best.price}`);
      left -= quantity;
      best.left -= quantity;
      if (best.left === 0) resting.splice(resting.indexOf(best), 1);
    }
    if (left > 0 && command.timeInForce === 'GTC' && command.price !== null) {
      resting.push({ id: command.orderId, side: command.side, price: command.price, left, arrival });
    }
  }
  return trades;
}

describe('OrderBook, for any commands', () => {
  it('makes the trades of a book that sorts all its orders by price and arrival', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const trades = run(all).filter((event) => event.kind === 'report' && event.execType === 'Trade');
        const lines: string[] = [];
        for (let i = 0; i < trades.length; i += 2) {
          const [maker, taker] = trades.slice(i, i + 2) as [ExecutionReport, ExecutionReport];
          expect(maker.tradeId).toBe(taker.tradeId);
          expect([maker.lastPx, maker.lastQty]).toEqual([taker.lastPx, taker.lastQty]);
          lines.push(`${maker.orderId} ${taker.orderId} ${taker.lastQty}@${taker.lastPx}`);
        }
        expect(lines).toEqual(tradesOfNaiveBook(all));
      }),
    );
  });

  it('conserves quantity: filled, cancelled and resting add up to what was ordered', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const last = new Map<string, ExecutionReport>();
        let filled = 0;
        let book = new OrderBook();
        run(all, (current, reports) => {
          book = current;
          for (const report of reports) {
            const before = last.get(report.orderId);
            expect(report.cumQty).toBe((before?.cumQty ?? 0) + report.lastQty);
            expect(report.cumNotional).toBe((before?.cumNotional ?? 0n) + BigInt(report.lastPx * report.lastQty));
            if (report.execType === 'New' || report.execType === 'Trade') {
              expect(report.cumQty + report.leavesQty).toBe(report.orderQty);
            } else expect(report.leavesQty).toBe(0);
            filled += report.side === 'buy' ? report.lastQty : -report.lastQty;
            last.set(report.orderId, report);
          }
        });
        expect(filled).toBe(0);
        const { bids, asks } = book.depth(1000);
        const resting = [...bids, ...asks].reduce((sum, level) => sum + level.quantity, 0);
        expect(resting).toBe([...last.values()].reduce((sum, report) => sum + report.leavesQty, 0));
      }),
    );
  });

  it('never leaves the book crossed', () => {
    fc.assert(
      fc.property(commands, (all) => {
        run(all, (book) => {
          const { bids, asks } = book.depth(1);
          const [bid, ask] = [bids[0]?.price ?? 0, asks[0]?.price ?? Number.POSITIVE_INFINITY];
          expect(bid).toBeLessThan(ask);
        });
      }),
    );
  });

  it('gives the same events for the same commands', () => {
    fc.assert(
      fc.property(commands, (all) => {
        expect(run(all)).toEqual(run(all));
      }),
    );
  });
});
