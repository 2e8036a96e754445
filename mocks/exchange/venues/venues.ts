import { FillpathError } from '@/lib/base/errors';

export const VENUES = ['binance', 'kraken', 'default'] as const;
export type VenueName = (typeof VENUES)[number];

/** How long an order takes to get in, in ms. */
export const ENTRY_MS: Readonly<Record<VenueName, { readonly min: number; readonly max: number }>> = {
  binance: { min: 5, max: 15 },
  kraken: { min: 15, max: 25 },
  default: { min: 30, max: 50 },
};

/** Against USDT at binance, crypto against USD at kraken, everything else at the default venue. */
export function venueOf(symbol: string): VenueName {
  if (symbol.endsWith('USDT')) return 'binance';
  return symbol.endsWith('USD') ? 'kraken' : 'default';
}

/** Everything of the exchange that listens: its venues, and `orders`, where clients enter orders. */
export type Listening = VenueName | 'orders';

/**
 * `binance:9001,orders:9010`: the ports to listen on; whoever is left out takes any free one.
 * @throws FillpathError `invalid-input`.
 */
export function parsePorts(text: string | undefined): Partial<Record<Listening, number>> {
  const names: readonly Listening[] = [...VENUES, 'orders'];
  const ports: Partial<Record<Listening, number>> = {};
  for (const part of (text ?? '').split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [, name, digits] = /^(\w+):(\d{1,5})$/.exec(part) ?? [];
    const listening = names.find((each) => each === name);
    const port = Number(digits);
    if (!listening || port < 1 || port > 65_535) {
      throw new FillpathError(
        'invalid-input',
        `FILLPATH_VENUE_PORTS must be like "binance:9001,orders:9010", with ${names.join(', ')} and ports from 1 to 65535, not "${part}".`,
      );
    }
    ports[listening] = port;
  }
  return ports;
}
