import { FillpathError } from '@/lib/base/errors';
import { formatAmount, formatShort } from '../market/decimal';
import { instrumentOf } from '../market/instruments';
import type { Depth } from '../venues/market';

interface LevelView {
  readonly price: string;
  readonly quantity: string;
  readonly orders: number;
}

/** A book as the page shows it: the shape of `exchangeBook` in lib/api/exchange-contract.ts. */
export interface BookView {
  readonly symbol: string;
  readonly venue: string;
  readonly bids: LevelView[];
  readonly asks: LevelView[];
  readonly last: { readonly price: string; readonly quantity: string; readonly atUnixNano: string } | null;
}

const DEFAULT_LEVELS = 10;
const MAX_LEVELS = 100;

/** @throws FillpathError `unavailable` for null: its venue is dead. */
export function bookView(symbol: string, depth: (Depth & { readonly venue: string }) | null): BookView {
  if (!depth) {
    throw new FillpathError(
      'unavailable',
      `The venue of ${symbol} is dead, and its book with it. Switch the fault off.`,
    );
  }
  const { priceDecimals, lotDecimals } = instrumentOf(symbol);
  const price = (ticks: number) => formatAmount(ticks, priceDecimals);
  const quantity = (lots: number) => formatShort(lots, lotDecimals);
  const level = (each: Depth['bids'][number]) => ({
    price: price(each.price),
    quantity: quantity(each.quantity),
    orders: each.orders,
  });
  const { venue, bids, asks, last } = depth;
  return {
    symbol,
    venue,
    bids: bids.map(level),
    asks: asks.map(level),
    last: last && { price: price(last.price), quantity: quantity(last.lots), atUnixNano: last.atUnixNano },
  };
}

/** `?levels`, 10 when left out. @throws FillpathError `invalid-input` unless it is a whole number from 1 to 100. */
export function levelsOf(request: Request): number {
  const text = new URL(request.url).searchParams.get('levels');
  if (text === null || text === '') return DEFAULT_LEVELS;
  const levels = Number(text);
  if (/^\d+$/.test(text) && levels >= 1 && levels <= MAX_LEVELS) return levels;
  throw new FillpathError('invalid-input', `levels must be a whole number from 1 to ${MAX_LEVELS}, not "${text}".`);
}
