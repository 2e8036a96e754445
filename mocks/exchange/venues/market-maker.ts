import type { Rng } from '@/lib/base/rng';
import type { Command, ExecutionReport, NewOrder, Side } from '../engine/types';
import type { Instrument } from '../market/instruments';

export const MARKET_MAKER = 'market-maker';

/** At each price of a side; each of at most `quoting.maxLots`. */
export const ORDERS_A_LEVEL = 2;
/** Chance that the price moves by one step after a trade. */
const MOVES = 0.35;
/** The price never strays further from the reference, in steps. */
const MAX_DISTANCE = 20;

interface Quote {
  readonly side: Side;
  readonly price: number;
}

/**
 * Keeps one book alive: a ladder of limit orders on both sides of a price that follows the trades a little. It acts only
 * when asked: {@link refresh} after trades, or after {@link wander}, gives the commands that restore the ladder, and nothing
 * when it is whole.
 * Its own orders never cross each other.
 */
export class MarketMaker {
  private readonly live = new Map<string, Quote>();
  private middle: number;
  /** Bought from us minus sold to us since the last refresh, in lots; null when nothing was traded. */
  private pressure: number | null = 0;
  private lastId = 0;

  constructor(
    private readonly instrument: Instrument,
    private readonly rng: Rng,
  ) {
    this.middle = instrument.referencePrice;
  }

  /** To be told of every report on one of its orders. */
  onReport(report: ExecutionReport): void {
    if (report.execType === 'Trade') {
      this.pressure = (this.pressure ?? 0) + (report.side === 'sell' ? report.lastQty : -report.lastQty);
    }
    if (report.leavesQty === 0) this.live.delete(report.orderId);
  }

  /** Moves the price by one step as other news would, back towards the reference the likelier the further it has strayed. */
  wander(): void {
    const { referencePrice, quoting } = this.instrument;
    const strayed = (this.middle - referencePrice) / quoting.stepTicks / MAX_DISTANCE;
    const direction = this.rng.next() < (1 - strayed) / 2 ? 1 : -1;
    this.middle += direction * quoting.stepTicks;
    this.pressure ??= 0;
  }

  /** What to submit now, in this order: cancels first. Empty when nothing was traded since the last time. */
  refresh(): Command[] {
    if (this.pressure === null) return [];
    this.follow(this.pressure);
    this.pressure = null;
    const wanted = this.ladder();
    const missing = new Map(wanted.map((quote) => [key(quote), ORDERS_A_LEVEL]));
    const commands: Command[] = [];
    for (const [orderId, quote] of this.live) {
      const left = missing.get(key(quote));
      if (left === undefined) commands.push({ kind: 'cancel', orderId });
      else missing.set(key(quote), left - 1);
    }
    for (const quote of wanted) {
      for (let n = missing.get(key(quote)) ?? 0; n > 0; n--) commands.push(this.order(quote));
    }
    return commands;
  }

  /**
   * Moves the price with the trades, the less the further it has strayed, and back instead: a market in which everybody buys
   * settles some way above the reference rather than running off.
   */
  private follow(pressure: number): void {
    const drawn = this.rng.next();
    if (pressure === 0) return;
    const { referencePrice, quoting } = this.instrument;
    const direction = Math.sign(pressure);
    const strayed = Math.max(0, ((this.middle - referencePrice) / quoting.stepTicks) * direction);
    const onwards = MOVES * (1 - strayed / MAX_DISTANCE);
    if (drawn < onwards) this.middle += direction * quoting.stepTicks;
    else if (drawn < MOVES) this.middle -= direction * quoting.stepTicks;
  }

  /** Best prices first; the spread is one step. */
  private ladder(): Quote[] {
    const { stepTicks, levels } = this.instrument.quoting;
    return Array.from({ length: levels }, (_, level): Quote[] => [
      { side: 'buy', price: this.middle - level * stepTicks },
      { side: 'sell', price: this.middle + (level + 1) * stepTicks },
    ]).flat();
  }

  private order({ side, price }: Quote): NewOrder {
    const { minLots, maxLots } = this.instrument.quoting;
    const orderId = `MM-${this.instrument.symbol}-${++this.lastId}`;
    this.live.set(orderId, { side, price });
    return {
      kind: 'new',
      orderId,
      owner: MARKET_MAKER,
      side,
      price,
      quantity: minLots + this.rng.int(maxLots - minLots + 1),
      timeInForce: 'GTC',
    };
  }
}

function key({ side, price }: Quote): string {
  return `${side} ${price}`;
}
