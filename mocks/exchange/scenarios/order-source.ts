import type { Rng } from '@/lib/base/rng';
import { instrumentOf, SYMBOLS } from '../market/instruments';
import type { OrderTerms } from '../orders/types';
import { ORDERS_A_LEVEL } from '../venues/market-maker';

/** What a simulated client does: sends an order and, perhaps, cancels it so much later. */
export interface SimulatedOrder {
  /** Which of the clients, from 0; -1 for the one that has next to nothing. */
  readonly client: number;
  readonly terms: Omit<OrderTerms, 'worstPrice'>;
  /** null for an order that is not cancelled. */
  readonly cancelAfterMs: number | null;
}

/** Habits of the clients that faults change. */
export interface Habits {
  /** Every order is cancelled while it may be filled. */
  cancelRace: boolean;
  /** Every third order is of a client that cannot pay for it. */
  poorClient: boolean;
}

/** In lots: some tens to some hundreds of dollars. */
const MOST_LOTS: Readonly<Record<string, number>> = {
  BTCUSDT: 500,
  ETHUSDT: 1_000,
  SOLUSDT: 400,
  BTCUSD: 500,
  ETHUSD: 1_000,
  AAPL: 5,
};
const MARKET = 0.6;
const MARKETABLE = 0.92;
/** From the reference price: a marketable limit is beyond the market, a resting one away from it. */
const MARKETABLE_BY = 0.01;
const RESTING_BY = 0.03;
const RESTING_MS = { min: 500, max: 4_000 };
/** A batch closes within 60 ms and a fill comes some 20 ms later. */
const RACE_MS = 100;
/** Of the orders that race, one in so many wants more than there is at the prices within its limit. */
const RACE_LARGE_EVERY = 4;
/** Costs 1,281 USDT at most: the 2,000 are enough for one. */
const TOO_DEAR = { symbol: 'BTCUSDT', side: 'buy', type: 'market', price: null, lots: 2_000 } as const;
const POOR_EVERY = 3;

/** Makes up orders: mostly market orders, some limits that trade at once, a few that rest until they are cancelled. */
export class OrderSource {
  private made = 0;

  constructor(
    private readonly rng: Rng,
    private readonly clients: number,
    private readonly habits: Habits,
  ) {}

  next(): SimulatedOrder {
    this.made++;
    if (this.habits.poorClient && this.made % POOR_EVERY === 0) {
      return { client: -1, terms: TOO_DEAR, cancelAfterMs: null };
    }
    const { rng } = this;
    const client = rng.int(this.clients);
    const symbol = SYMBOLS[rng.int(SYMBOLS.length)] as string;
    const side = rng.int(2) === 0 ? 'buy' : 'sell';
    const lots = 1 + rng.int(MOST_LOTS[symbol] ?? 1);
    const kind = rng.next();
    const race = this.habits.cancelRace ? rng.next() * RACE_MS : null;
    if (race !== null && rng.int(RACE_LARGE_EVERY) === 0) {
      return { client, terms: tooLarge(symbol, side), cancelAfterMs: (RACE_MS + race) / 2 };
    }
    if (kind < MARKET)
      return { client, terms: { symbol, side, type: 'market', price: null, lots }, cancelAfterMs: race };
    const resting = kind >= MARKETABLE;
    const away = (side === 'buy') === resting ? -1 : 1;
    const ticks = instrumentOf(symbol).referencePrice * (1 + away * (resting ? RESTING_BY : MARKETABLE_BY));
    const rest = RESTING_MS.min + rng.next() * (RESTING_MS.max - RESTING_MS.min);
    return {
      client,
      terms: { symbol, side, type: 'limit', price: Math.round(ticks), lots },
      cancelAfterMs: race ?? (resting ? rest : null),
    };
  }
}

/** A limit order for as much as two prices have at most, one step beyond the reference: mostly some of it is filled and the rest rests. */
function tooLarge(symbol: string, side: 'buy' | 'sell'): SimulatedOrder['terms'] {
  const { referencePrice, quoting } = instrumentOf(symbol);
  const lots = 2 * quoting.maxLots * ORDERS_A_LEVEL;
  return { symbol, side, type: 'limit', price: referencePrice + (side === 'buy' ? 1 : -1) * quoting.stepTicks, lots };
}
