import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../database/database';
import { instrumentOf } from '../market/instruments';
import { Ledger } from './ledger';

const UNIT = 100_000_000n;
const instrument = instrumentOf('BTCUSDT');
const leg = (side: 'buy' | 'sell', lots: number) => ({ instrument, side, lots });
let bookings = 0;
/** Another at each call. */
const booking = (orderId: string) => ({ orderId, bookingId: `B-${++bookings}` });

function totals(ledger: Ledger): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { asset, balance } of ledger.snapshot()) {
    sums.set(asset, (sums.get(asset) ?? 0n) + balance.available + balance.reserved);
  }
  return sums;
}
const balanceOf = (ledger: Ledger, owner: string, asset: string) =>
  ledger.snapshot().find((account) => account.owner === owner && account.asset === asset)?.balance;

describe('Ledger', () => {
  it('reserves a purchase at its worst price and frees what a better fill did not need', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'USDT', 1000n * UNIT);
    // 0.01 BTC at 61,000 is 610 USDT; filled at 60,000 it is 600.
    expect(ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000)).toBeNull();
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 390n * UNIT, reserved: 610n * UNIT });
    ledger.settle(booking('o'), leg('buy', 1000), 6_000_000, 6_100_000, 'venue');
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 400n * UNIT, reserved: 0n });
    expect(balanceOf(ledger, 'u', 'BTC')).toEqual({ available: UNIT / 100n, reserved: 0n });
    expect(balanceOf(ledger, 'venue', 'USDT')?.available).toBe(600n * UNIT);
    expect(balanceOf(ledger, 'venue', 'BTC')?.available).toBe(-UNIT / 100n);
  });

  it('reserves the asset of a sale', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'BTC', UNIT);
    expect(ledger.reserve('o', 'u', leg('sell', 100_000), 6_100_000)).toBeNull();
    ledger.settle(booking('o'), leg('sell', 60_000), 6_200_000, 6_100_000, 'venue');
    expect(balanceOf(ledger, 'u', 'BTC')).toEqual({ available: 0n, reserved: (UNIT * 4n) / 10n });
    expect(balanceOf(ledger, 'u', 'USDT')?.available).toBe(37_200n * UNIT);
    expect(ledger.release('o')).toBe((UNIT * 4n) / 10n);
    expect(ledger.release('o')).toBe(0n);
  });

  it('says what is missing and reserves nothing', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'USDT', 609n * UNIT);
    expect(ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000)).toEqual({
      asset: 'USDT',
      needed: 610n * UNIT,
      available: 609n * UNIT,
    });
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 609n * UNIT, reserved: 0n });
  });

  it('sets free what a cancelled part could have cost, and no more than the order holds', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'USDT', 610n * UNIT);
    ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000);
    // 0.004 BTC at 61,000 are 244 of the 610 USDT.
    ledger.releasePart(booking('o'), leg('buy', 400), 6_100_000);
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 244n * UNIT, reserved: 366n * UNIT });
    expect(() => ledger.releasePart(booking('o'), leg('buy', 601), 6_100_000)).toThrow('does not cover');
    ledger.releasePart(booking('o'), leg('buy', 600), 6_100_000);
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 610n * UNIT, reserved: 0n });
  });

  it('books once what it is asked to book again, whether or not the order still holds something', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'USDT', 610n * UNIT);
    ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000);
    const [fill, part] = [booking('o'), booking('o')];
    const settle = () => ledger.settle(fill, leg('buy', 400), 6_000_000, 6_100_000, 'venue');
    const releasePart = () => ledger.releasePart(part, leg('buy', 600), 6_100_000);
    expect([settle(), settle()]).toEqual([true, false]);
    expect([releasePart(), releasePart(), settle()]).toEqual([true, false, false]);
    // 0.004 BTC at 60,000 are 240 of the 610 USDT.
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 370n * UNIT, reserved: 0n });
    expect(ledger.positions.of('u')).toEqual([{ symbol: 'BTCUSDT', lots: 400n, cost: 2_400_000_000n, realised: 0n }]);
  });

  it('books nothing more on an order whose rest was set free', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'USDT', 610n * UNIT);
    ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000);
    const fill = booking('o');
    ledger.settle(fill, leg('buy', 400), 6_000_000, 6_100_000, 'venue');
    ledger.release('o');
    expect(ledger.settle(fill, leg('buy', 400), 6_000_000, 6_100_000, 'venue')).toBe(false);
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 370n * UNIT, reserved: 0n });
  });

  it('refuses to settle beyond the reservation', () => {
    const ledger = new Ledger(openDatabase());
    ledger.deposit('u', 'USDT', 610n * UNIT);
    ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000);
    const settle = (lots: number, price: number) => () =>
      ledger.settle(booking('o'), leg('buy', lots), price, 6_100_000, 'v');
    expect(settle(1001, 6_000_000)).toThrow('does not cover');
    expect(settle(1000, 6_100_001)).toThrow('does not cover');
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 0n, reserved: 610n * UNIT });
  });

  it('refuses an amount that no database holds, and says what is free of a wallet that does not exist', () => {
    const ledger = new Ledger(openDatabase());
    const lots = Number.MAX_SAFE_INTEGER;
    expect(ledger.reserve('o', 'u', leg('buy', lots), Number.MAX_SAFE_INTEGER)).toMatchObject({ available: 0n });
    expect(ledger.snapshot()).toEqual([]);
  });

  it('books nothing of a fill that it cannot book whole', () => {
    const database = openDatabase();
    const ledger = new Ledger(database);
    ledger.deposit('u', 'USDT', 610n * UNIT);
    ledger.reserve('o', 'u', leg('buy', 1000), 6_100_000);
    // Somebody else has written the position that the ledger is about to open.
    database.query('INSERT', 'position', "INSERT INTO position VALUES ('u', 'BTCUSDT', 1, 1, 0)").run();
    const settle = () => ledger.settle(booking('o'), leg('buy', 1000), 6_000_000, 6_100_000, 'venue');
    expect(settle).toThrow('UNIQUE');
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 0n, reserved: 610n * UNIT });
    database.query('DELETE', 'position', 'DELETE FROM position').run();
    settle();
    expect(balanceOf(ledger, 'u', 'USDT')).toEqual({ available: 10n * UNIT, reserved: 0n });
    expect(ledger.positions.of('u')).toEqual([{ symbol: 'BTCUSDT', lots: 1000n, cost: 6_000_000_000n, realised: 0n }]);
  });

  it('keeps the total of every asset, and no account of a client below zero, whatever happens', () => {
    const step = fc.record({
      user: fc.constantFrom('u', 'v'),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      lots: fc.integer({ min: 2, max: 200_000 }),
      worst: fc.integer({ min: 100, max: 200 }),
      filled: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ledger = new Ledger(openDatabase());
        for (const user of ['u', 'v']) {
          ledger.deposit(user, 'USDT', 5n * UNIT);
          ledger.deposit(user, 'BTC', 3n * UNIT);
        }
        const before = totals(ledger);
        for (const [index, { user, side, lots, worst, filled }] of steps.entries()) {
          const orderId = String(index);
          if (ledger.reserve(orderId, user, leg(side, lots), worst)) continue;
          const part = Math.floor(lots * filled);
          if (part > 0)
            ledger.settle(booking(orderId), leg(side, part), side === 'buy' ? worst - 7 : worst + 7, worst, 'venue');
          if (filled < 0.8) ledger.release(orderId);
        }
        expect(totals(ledger)).toEqual(before);
        for (const { owner, balance } of ledger.snapshot()) {
          if (owner === 'venue') continue;
          expect(balance.available).toBeGreaterThanOrEqual(0n);
          expect(balance.reserved).toBeGreaterThanOrEqual(0n);
        }
      }),
    );
  });
});
