import type { ExchangeBook } from '@/lib/api/exchange-contract';

type Level = ExchangeBook['bids'][number];

/** One price of one side. */
export interface BookRow extends Level {
  /** Quantity at this price and better ones, as a share of the deeper side's whole: 0 to 1. */
  readonly depth: number;
}

export interface BookLayout {
  readonly bids: readonly BookRow[];
  readonly asks: readonly BookRow[];
  /** Best ask less best bid, exact; null while a side is empty. `basisPoints` are of the middle between the two. */
  readonly spread: { readonly text: string; readonly basisPoints: number } | null;
}

/** The rows of both sides as they are drawn, quantities with equally many decimals, and the spread. Decimals that are none count as 0. */
export function layoutBook({ bids, asks }: Pick<ExchangeBook, 'bids' | 'asks'>): BookLayout {
  const sums = [sumsOf(bids), sumsOf(asks)] as const;
  const deepest = Math.max(sums[0].at(-1) ?? 0, sums[1].at(-1) ?? 0);
  const decimals = Math.max(0, ...[...bids, ...asks].map(({ quantity }) => decimalsOf(quantity)));
  const rowsOf = (levels: readonly Level[], sum: readonly number[]) =>
    levels.map((level, index) => ({
      ...level,
      quantity: padDecimals(level.quantity, decimals),
      depth: deepest > 0 ? (sum[index] ?? 0) / deepest : 0,
    }));
  return { bids: rowsOf(bids, sums[0]), asks: rowsOf(asks, sums[1]), spread: spreadOf(bids[0], asks[0]) };
}

function sumsOf(levels: readonly Level[]): number[] {
  let sum = 0;
  return levels.map(({ quantity }) => {
    sum += Number(quantity) || 0;
    return sum;
  });
}

function spreadOf(bid: Level | undefined, ask: Level | undefined): BookLayout['spread'] {
  if (!bid || !ask) return null;
  const [low, high] = [Number(bid.price), Number(ask.price)];
  const middle = (low + high) / 2;
  if (!(middle > 0)) return null;
  // Prices have far fewer than 15 digits, so rounding to their own decimals takes off what binary fractions add.
  const text = (high - low).toFixed(Math.max(decimalsOf(bid.price), decimalsOf(ask.price)));
  return { text, basisPoints: ((high - low) / middle) * 10_000 };
}

/** With zeros at the end, so that points stand below each other. */
function padDecimals(decimal: string, decimals: number): string {
  const has = decimalsOf(decimal);
  return (has === 0 && decimals > 0 ? `${decimal}.` : decimal) + '0'.repeat(decimals - has);
}

function decimalsOf(decimal: string): number {
  const point = decimal.indexOf('.');
  return point === -1 ? 0 : decimal.length - point - 1;
}
