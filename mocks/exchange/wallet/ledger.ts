import { CASH_DECIMALS, cashOf, type Instrument } from '../market/instruments';

/** Whole units of 10^-8 of an asset, whichever it is. */
export interface Balance {
  available: bigint;
  /** Set aside for open orders. */
  reserved: bigint;
}

interface Reservation {
  readonly userId: string;
  readonly asset: string;
  left: bigint;
}

/** What an order can cost at most, or what one fill moves. */
export interface Leg {
  readonly instrument: Instrument;
  readonly side: 'buy' | 'sell';
  readonly lots: number;
}

/**
 * Who owns what. Every fill is booked twice: what the client gains, the counterparty loses, so the total of an asset over
 * all accounts never changes. Funds are reserved at an order's worst price before it is accepted, and each fill sets free
 * what it did not need; a client can therefore never owe.
 */
export class Ledger {
  private readonly accounts = new Map<string, Map<string, Balance>>();
  private readonly reservations = new Map<string, Reservation>();

  deposit(owner: string, asset: string, amount: bigint): void {
    this.balance(owner, asset).available += amount;
  }

  /** Reserves what the order can cost at most. @returns null, or what is missing, and then nothing is reserved. */
  reserve(
    orderId: string,
    userId: string,
    leg: Leg,
    worstPrice: number,
  ): { asset: string; needed: bigint; available: bigint } | null {
    const asset = assetPaid(leg);
    const needed = amountPaid(leg, worstPrice);
    const balance = this.balance(userId, asset);
    if (needed > balance.available) return { asset, needed, available: balance.available };
    balance.available -= needed;
    balance.reserved += needed;
    this.reservations.set(orderId, { userId, asset, left: needed });
    return null;
  }

  /** Books a fill of a reserved order. `worstPrice` is the one of its reservation. @throws Error when that does not cover it. */
  settle(orderId: string, leg: Leg, price: number, worstPrice: number, counterparty: string): void {
    const reservation = this.reservations.get(orderId);
    const paid = amountPaid(leg, price);
    const freed = amountPaid(leg, worstPrice);
    if (!reservation || freed > reservation.left || paid > freed) {
      throw new Error(`The reservation of order ${orderId} does not cover its fill`);
    }
    const { userId, asset } = reservation;
    const [got, gotAsset] =
      leg.side === 'buy'
        ? [baseAmount(leg), leg.instrument.base]
        : [cashOf(leg.instrument, BigInt(price) * BigInt(leg.lots)), leg.instrument.quote];
    reservation.left -= freed;
    const balance = this.balance(userId, asset);
    balance.reserved -= freed;
    balance.available += freed - paid;
    this.balance(counterparty, asset).available += paid;
    this.balance(userId, gotAsset).available += got;
    this.balance(counterparty, gotAsset).available -= got;
    if (reservation.left === 0n) this.reservations.delete(orderId);
  }

  /** Sets free what is left of an order's reservation; nothing for an order without one. @returns the amount. */
  release(orderId: string): bigint {
    const reservation = this.reservations.get(orderId);
    if (!reservation) return 0n;
    const balance = this.balance(reservation.userId, reservation.asset);
    balance.reserved -= reservation.left;
    balance.available += reservation.left;
    this.reservations.delete(orderId);
    return reservation.left;
  }

  /** A copy of every account: owner, asset, balance. */
  snapshot(): { owner: string; asset: string; balance: Balance }[] {
    return [...this.accounts].flatMap(([owner, assets]) =>
      [...assets].map(([asset, balance]) => ({ owner, asset, balance: { ...balance } })),
    );
  }

  private balance(owner: string, asset: string): Balance {
    let assets = this.accounts.get(owner);
    if (!assets) this.accounts.set(owner, (assets = new Map<string, Balance>()));
    let balance = assets.get(asset);
    if (!balance) assets.set(asset, (balance = { available: 0n, reserved: 0n }));
    return balance;
  }
}

function assetPaid({ instrument, side }: Leg): string {
  return side === 'buy' ? instrument.quote : instrument.base;
}

/** A buyer pays cash at the price; a seller pays the asset whatever the price. */
function amountPaid(leg: Leg, price: number): bigint {
  return leg.side === 'buy' ? cashOf(leg.instrument, BigInt(price) * BigInt(leg.lots)) : baseAmount(leg);
}

function baseAmount({ instrument, lots }: Leg): bigint {
  return BigInt(lots) * 10n ** BigInt(CASH_DECIMALS - instrument.lotDecimals);
}
