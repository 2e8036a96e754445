import { CASH_DECIMALS, cashOf, type Instrument, instrumentOf } from '../market/instruments';
import type { Database } from './database';

interface WalletRow {
  readonly owner: string;
  readonly currency: string;
  readonly balance: bigint;
  readonly reserved: bigint;
  readonly funded: bigint;
  readonly house: bigint;
}
interface Traded {
  readonly user_id: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly lots: bigint;
  readonly notional: bigint;
}
interface OpenOrder {
  readonly user_id: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly worst_price: bigint;
  readonly rest: bigint;
}
interface PositionRow {
  readonly user_id: string;
  readonly symbol: string;
  readonly lots: bigint;
  readonly cost: bigint;
  readonly realised: bigint;
}

const WALLETS = 'SELECT owner, currency, balance, reserved, funded, house FROM wallet';
const TRADED = `
SELECT user_id, symbol, side, sum(lots) AS lots, sum(notional) AS notional FROM (
  SELECT user_id, symbol, side, filled_lots AS lots, notional FROM "order" WHERE filled_lots > 0
  UNION ALL SELECT user_id, symbol, side, lots, notional FROM fill_total)
GROUP BY user_id, symbol, side`;
const OPEN = `
SELECT user_id, symbol, side, worst_price, lots - filled_lots - cancelled_lots AS rest
FROM "order" WHERE finished IS NULL`;
const POSITIONS = 'SELECT user_id, symbol, lots, cost, realised FROM position';
const STATES = `
SELECT order_id, state FROM "order" WHERE state <> CASE
  WHEN lots IS NULL THEN 'rejected'
  WHEN finished IS NULL AND filled_lots + cancelled_lots < lots THEN
    CASE WHEN filled_lots > 0 THEN 'partially_filled' ELSE 'accepted' END
  WHEN finished IS NOT NULL AND filled_lots + cancelled_lots = lots THEN
    CASE WHEN cancelled_lots > 0 THEN 'cancelled' ELSE 'filled' END
  ELSE '' END`;

/**
 * Computes what the wallets and positions must be from the orders alone, and compares. Four services wrote what is compared
 * here, each its own table, so a fill that was booked twice, half or not at all shows.
 *
 * - what a client has of a currency is what was paid in and what the fills moved; the houses together have moved the
 *   opposite, so the total of a currency is what was paid in;
 * - what is reserved is what the open orders can cost at most;
 * - a position is the sum of its fills, and `realised − cost` is the cash that they brought in;
 * - each order's state is the one that its quantities say.
 *
 * @returns a sentence for each thing that does not add up. Orders on their way between services look like faults: ask when
 * nothing is in flight.
 */
export function reconcile(database: Database): string[] {
  const traded = database.query<Traded>('SELECT', 'order', TRADED).all();
  const open = database.query<OpenOrder>('SELECT', 'order', OPEN).all();
  const states = database.query<{ order_id: string; state: string }>('SELECT', 'order', STATES).all();
  const wallets = database.query<WalletRow>('SELECT', 'wallet', WALLETS).all();
  const positions = database.query<PositionRow>('SELECT', 'position', POSITIONS).all();
  return [
    ...offBy(balancesLessFills(wallets, traded), (key) => `The balance of ${key}, in 10^-8,`),
    ...offBy(reservedLessOpen(wallets, open), (key) => `What is reserved of ${key}, in 10^-8,`),
    ...offBy(lotsLessFills(positions, traded), (key) => `The position in lots of ${key}`),
    ...offBy(resultLessCash(positions, traded), (key) => `The result in ticks times lots of ${key}`),
    ...states.map(({ order_id, state }) => `Order ${order_id} is ${state}, which its quantities do not say.`),
  ];
}

function offBy(differences: Sums, what: (key: string) => string): string[] {
  return differences.entries().flatMap(([key, rest]) => (rest === 0n ? [] : [`${what(key)} is off by ${rest}.`]));
}

/** Of each client, and of all houses together: a fill does not say at which of them it was. */
function balancesLessFills(wallets: readonly WalletRow[], traded: readonly Traded[]): Sums {
  const sums = new Sums();
  for (const { owner, currency, balance, funded, house } of wallets) {
    sums.add(`${house === 1n ? 'house' : owner} ${currency}`, balance - funded);
  }
  for (const { user_id, symbol, side, lots, notional } of traded) {
    const instrument = instrumentOf(symbol);
    const sign = side === 'buy' ? 1n : -1n;
    const base = sign * amountOf(instrument, lots);
    const cash = -sign * cashOf(instrument, notional);
    sums.add(`${user_id} ${instrument.base}`, -base);
    sums.add(`${user_id} ${instrument.quote}`, -cash);
    sums.add(`house ${instrument.base}`, base);
    sums.add(`house ${instrument.quote}`, cash);
  }
  return sums;
}

function reservedLessOpen(wallets: readonly WalletRow[], open: readonly OpenOrder[]): Sums {
  const sums = new Sums();
  for (const { owner, currency, reserved } of wallets) sums.add(`${owner} ${currency}`, reserved);
  for (const { user_id, symbol, side, worst_price, rest } of open) {
    const instrument = instrumentOf(symbol);
    if (side === 'buy') sums.add(`${user_id} ${instrument.quote}`, -cashOf(instrument, worst_price * rest));
    else sums.add(`${user_id} ${instrument.base}`, -amountOf(instrument, rest));
  }
  return sums;
}

function lotsLessFills(positions: readonly PositionRow[], traded: readonly Traded[]): Sums {
  const sums = new Sums();
  for (const { user_id, symbol, lots } of positions) sums.add(`${user_id} ${symbol}`, lots);
  for (const { user_id, symbol, side, lots } of traded) {
    sums.add(`${user_id} ${symbol}`, side === 'buy' ? -lots : lots);
  }
  return sums;
}

function resultLessCash(positions: readonly PositionRow[], traded: readonly Traded[]): Sums {
  const sums = new Sums();
  for (const { user_id, symbol, cost, realised } of positions) sums.add(`${user_id} ${symbol}`, realised - cost);
  for (const { user_id, symbol, side, notional } of traded) {
    sums.add(`${user_id} ${symbol}`, side === 'buy' ? notional : -notional);
  }
  return sums;
}

function amountOf({ lotDecimals }: Instrument, lots: bigint): bigint {
  return lots * 10n ** BigInt(CASH_DECIMALS - lotDecimals);
}

class Sums {
  private readonly sums = new Map<string, bigint>();

  add(key: string, amount: bigint): void {
    this.sums.set(key, this.of(key) + amount);
  }

  of(key: string): bigint {
    return this.sums.get(key) ?? 0n;
  }

  entries(): [string, bigint][] {
    return [...this.sums];
  }
}
