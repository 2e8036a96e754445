import { formatAmount, formatShort } from './decimal';

/** What is traded. Prices are whole ticks of 10^-priceDecimals, quantities whole lots of 10^-lotDecimals. */
export interface Instrument {
  readonly symbol: string;
  readonly base: string;
  readonly quote: string;
  readonly priceDecimals: number;
  readonly lotDecimals: number;
  /** In ticks. The market maker stays near it, and price bands are measured from it. */
  readonly referencePrice: number;
  /** Most that one order may ask for, in lots. */
  readonly maxLots: number;
  /** The algorithm cuts client orders into exchange orders of at most about this many lots. */
  readonly sliceLots: number;
  readonly quoting: Quoting;
}

/** How the market maker fills the book: `levels` prices a side, `stepTicks` apart, two orders at each. */
export interface Quoting {
  readonly stepTicks: number;
  readonly levels: number;
  readonly minLots: number;
  readonly maxLots: number;
}

/** Cash is counted in whole units of 10^-8, finer than any tick times any lot. */
export const CASH_DECIMALS = 8;

const INSTRUMENTS: readonly Instrument[] = [
  {
    symbol: 'BTCUSDT',
    base: 'BTC',
    quote: 'USDT',
    priceDecimals: 2,
    lotDecimals: 5,
    referencePrice: 6_100_000, // 61,000.00
    maxLots: 100_000_000, // 1,000 BTC
    sliceLots: 50_000, // 0.5 BTC
    quoting: { stepTicks: 100, levels: 20, minLots: 2_000, maxLots: 15_000 },
  },
  {
    symbol: 'ETHUSDT',
    base: 'ETH',
    quote: 'USDT',
    priceDecimals: 2,
    lotDecimals: 4,
    referencePrice: 320_000, // 3,200.00
    maxLots: 200_000_000, // 20,000 ETH
    sliceLots: 100_000, // 10 ETH
    quoting: { stepTicks: 10, levels: 20, minLots: 4_000, maxLots: 30_000 },
  },
  {
    symbol: 'SOLUSDT',
    base: 'SOL',
    quote: 'USDT',
    priceDecimals: 2,
    lotDecimals: 2,
    referencePrice: 15_000, // 150.00
    maxLots: 40_000_000, // 400,000 SOL
    sliceLots: 20_000, // 200 SOL
    quoting: { stepTicks: 1, levels: 20, minLots: 800, maxLots: 6_000 },
  },
  {
    symbol: 'BTCUSD',
    base: 'BTC',
    quote: 'USD',
    priceDecimals: 2,
    lotDecimals: 5,
    referencePrice: 6_101_000, // 61,010.00
    maxLots: 100_000_000, // 1,000 BTC
    sliceLots: 50_000, // 0.5 BTC
    quoting: { stepTicks: 100, levels: 20, minLots: 2_000, maxLots: 15_000 },
  },
  {
    symbol: 'ETHUSD',
    base: 'ETH',
    quote: 'USD',
    priceDecimals: 2,
    lotDecimals: 4,
    referencePrice: 320_100, // 3,201.00
    maxLots: 200_000_000, // 20,000 ETH
    sliceLots: 100_000, // 10 ETH
    quoting: { stepTicks: 10, levels: 20, minLots: 4_000, maxLots: 30_000 },
  },
  {
    symbol: 'AAPL',
    base: 'AAPL',
    quote: 'USD',
    priceDecimals: 2,
    lotDecimals: 0,
    referencePrice: 23_000, // 230.00
    maxLots: 250_000, // shares
    sliceLots: 200, // shares
    quoting: { stepTicks: 1, levels: 20, minLots: 20, maxLots: 150 },
  },
];

const BY_SYMBOL = new Map(INSTRUMENTS.map((instrument) => [instrument.symbol, instrument]));
export const SYMBOLS: readonly string[] = INSTRUMENTS.map(({ symbol }) => symbol);

export function findInstrument(symbol: string): Instrument | undefined {
  return BY_SYMBOL.get(symbol);
}

/** A limit may be this far from the reference price, in percent. */
const BAND_PERCENT = 50;

/** The lowest and the highest limit of an order, in ticks, and a sentence that says them. */
export function priceBand({ symbol, referencePrice, priceDecimals }: Instrument) {
  const distance = Math.floor((referencePrice * BAND_PERCENT) / 100);
  const [low, high] = [referencePrice - distance, referencePrice + distance];
  const said = (ticks: number) => formatAmount(ticks, priceDecimals);
  return { low, high, sentence: `A price of ${symbol} must lie from ${said(low)} to ${said(high)}.` };
}

/** Says how much one order may ask for. */
export function quantitySentence({ symbol, maxLots, lotDecimals }: Instrument): string {
  return `One order of ${symbol} may ask for ${formatShort(maxLots, lotDecimals)} at most.`;
}

/** Says that there is no such symbol, and which there are. */
export function noSymbol(text: string): string {
  return `There is no symbol "${text.slice(0, 64)}". Use one of ${SYMBOLS.join(', ')}.`;
}

/** The instrument of an order that has passed validation. @throws Error for any other symbol. */
export function instrumentOf(symbol: string): Instrument {
  const instrument = BY_SYMBOL.get(symbol);
  if (!instrument) throw new Error(`No instrument ${symbol}`);
  return instrument;
}

/** Price times quantity in units of cash, exactly. `ticksTimesLots` is a sum of such products. */
export function cashOf(instrument: Instrument, ticksTimesLots: bigint): bigint {
  return ticksTimesLots * 10n ** BigInt(CASH_DECIMALS - instrument.priceDecimals - instrument.lotDecimals);
}

/** Average price as a decimal text, rounded half up to two digits beyond the tick; null before the first fill. */
export function averagePrice(instrument: Instrument, ticksTimesLots: bigint, lots: number): string | null {
  if (lots === 0) return null;
  const divisor = BigInt(lots);
  const hundredths = (ticksTimesLots * 200n + divisor) / (2n * divisor);
  return formatAmount(hundredths, instrument.priceDecimals + 2);
}
