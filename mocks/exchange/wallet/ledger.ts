import { BoundedSet } from '../bounded-set';
import type { Database } from '../database/database';
import { CASH_DECIMALS, cashOf, type Instrument } from '../market/instruments';
import { Positions } from './positions';
import { Wallets } from './wallets';

/** Orders whose reservation is refused when it comes after all: were all of the heaviest load given up, for 50 s. */
const MAX_REVOKED = 100_000;
/** Orders that hold nothing any more and whose bookings may still be repeated: were all of the heaviest load, for 50 s. */
const MAX_SPENT = 100_000;

interface Reservation {
  readonly userId: string;
  readonly asset: string;
  left: bigint;
  /** The ids of what has been booked on it. */
  readonly booked: Set<string>;
}

/** What is booked once: one fill of an order, or one part of it that was cancelled. */
export interface Booking {
  readonly orderId: string;
  /** Unique among those of the order. */
  readonly bookingId: string;
}

/** What an order can cost at most, or what one fill moves. */
export interface Leg {
  readonly instrument: Instrument;
  readonly side: 'buy' | 'sell';
  readonly lots: number;
}

/** What an order lacks, in units of 10^-8. */
export interface Shortage {
  readonly asset: string;
  readonly needed: bigint;
  readonly available: bigint;
}

/**
 * Who owns what. Every fill is booked twice: what the client gains, the counterparty loses, so the total of an asset over
 * all accounts never changes. Funds are reserved at an order's worst price before it is accepted, and each fill sets free
 * what it did not need; a client can therefore never owe. A booking has an id, unique in its order, and is made once however
 * often it is asked for: of an order that still holds something the ids are remembered, and one that holds nothing has been
 * booked whole. Wallets and positions are in the database; whose order has
 * reserved how much is known here, and by the orders that are open there.
 */
export class Ledger {
  readonly wallets: Wallets;
  readonly positions: Positions;
  private readonly reservations = new Map<string, Reservation>();
  private readonly revoked = new BoundedSet(MAX_REVOKED);
  private readonly spent = new BoundedSet(MAX_SPENT);

  constructor(private readonly database: Database) {
    this.wallets = new Wallets(database);
    this.positions = new Positions(database);
  }

  /** Reserves what the order can cost at most. @returns null, or what is missing, and then nothing is reserved. */
  reserve(orderId: string, userId: string, leg: Leg, worstPrice: number): Shortage | null {
    const asset = assetPaid(leg);
    const needed = amountPaid(leg, worstPrice);
    if (!this.wallets.reserve(userId, asset, needed)) {
      return { asset, needed, available: this.wallets.available(userId, asset) };
    }
    this.reservations.set(orderId, { userId, asset, left: needed, booked: new Set() });
    return null;
  }

  /** What would be missing if an open order asked for this instead of what it does; null when nothing would. Reserves nothing. */
  shortageInPlaceOf(orderId: string, userId: string, leg: Leg, worstPrice: number): Shortage | null {
    const asset = assetPaid(leg);
    const needed = amountPaid(leg, worstPrice);
    const held = this.reservations.get(orderId);
    const available = this.wallets.available(userId, asset) + (held?.asset === asset ? held.left : 0n);
    return needed <= available ? null : { asset, needed, available };
  }

  /**
   * Books a fill of a reserved order. `worstPrice` is the one of its reservation. @returns false for one that was booked before.
   * @throws Error when the reservation does not cover it.
   */
  settle(booking: Booking, leg: Leg, price: number, worstPrice: number, counterparty: string): boolean {
    if (this.wasBooked(booking)) return false;
    const reservation = this.reservations.get(booking.orderId);
    const paid = amountPaid(leg, price);
    const freed = amountPaid(leg, worstPrice);
    if (!reservation || freed > reservation.left || paid > freed) {
      throw new Error(`The reservation of order ${booking.orderId} does not cover its fill`);
    }
    const { userId, asset } = reservation;
    const { symbol } = leg.instrument;
    const [got, gotAsset] =
      leg.side === 'buy'
        ? [baseAmount(leg), leg.instrument.base]
        : [cashOf(leg.instrument, BigInt(price) * BigInt(leg.lots)), leg.instrument.quote];
    const position = this.positions.after(userId, symbol, leg.side === 'buy' ? leg.lots : -leg.lots, price);
    this.wallets.open(userId, gotAsset, 'client');
    this.wallets.open(counterparty, asset, 'house');
    this.wallets.open(counterparty, gotAsset, 'house');
    this.database.transaction(() => {
      this.wallets.exchange({ userId, counterparty, asset, paid, freed, gotAsset, got });
      this.positions.write(userId, symbol, position);
    });
    this.positions.remember(userId, symbol, position);
    this.spend(booking, reservation, freed);
    return true;
  }

  /** Sets free what is left of an order's reservation; nothing for an order without one. @returns the amount. */
  release(orderId: string): bigint {
    const reservation = this.reservations.get(orderId);
    if (!reservation) return 0n;
    this.wallets.free(reservation.userId, reservation.asset, reservation.left);
    this.forget(orderId);
    return reservation.left;
  }

  /**
   * The same for an order whose reservation may not have come yet: it is then not to be made. @returns whether it had come.
   */
  revoke(orderId: string): boolean {
    if (this.release(orderId) > 0n) return true;
    this.revoked.add(orderId);
    return false;
  }

  isRevoked(orderId: string): boolean {
    return this.revoked.has(orderId);
  }

  /**
   * Sets free what `leg`, a part of an order that will never be filled, could have cost. `worstPrice` as reserved.
   * @returns false for a part that was set free before. @throws Error when the reservation does not cover it.
   */
  releasePart(booking: Booking, leg: Leg, worstPrice: number): boolean {
    if (this.wasBooked(booking)) return false;
    const reservation = this.reservations.get(booking.orderId);
    const freed = amountPaid(leg, worstPrice);
    if (!reservation || freed > reservation.left) {
      throw new Error(`The reservation of order ${booking.orderId} does not cover the part that is cancelled`);
    }
    this.wallets.free(reservation.userId, reservation.asset, freed);
    this.spend(booking, reservation, freed);
    return true;
  }

  /** Pays money in from outside. */
  deposit(owner: string, asset: string, amount: bigint): void {
    this.wallets.open(owner, asset, 'client');
    this.wallets.fund(owner, asset, amount);
  }

  /** Every account: owner, asset, balance. */
  snapshot() {
    return this.wallets.snapshot();
  }

  private wasBooked({ orderId, bookingId }: Booking): boolean {
    return this.reservations.get(orderId)?.booked.has(bookingId) ?? this.spent.has(orderId);
  }

  private spend({ orderId, bookingId }: Booking, reservation: Reservation, amount: bigint): void {
    reservation.booked.add(bookingId);
    reservation.left -= amount;
    if (reservation.left === 0n) this.forget(orderId);
  }

  private forget(orderId: string): void {
    this.reservations.delete(orderId);
    this.spent.add(orderId);
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
