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

/**
 * `binance:9001,kraken:9002`: the ports that the venues listen on; a venue that is left out takes any free one.
 * @throws FillpathError `invalid-input`.
 */
export function parseVenuePorts(text: string | undefined): Partial<Record<VenueName, number>> {
  const ports: Partial<Record<VenueName, number>> = {};
  for (const part of (text ?? '').split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [, name, digits] = /^(\w+):(\d{1,5})$/.exec(part) ?? [];
    const venue = VENUES.find((each) => each === name);
    const port = Number(digits);
    if (!venue || port < 1 || port > 65_535) {
      throw new FillpathError(
        'invalid-input',
        `FILLPATH_VENUE_PORTS must be like "binance:9001,kraken:9002", with ${VENUES.join(', ')} and ports from 1 to 65535, not "${part}".`,
      );
    }
    ports[venue] = port;
  }
  return ports;
}
