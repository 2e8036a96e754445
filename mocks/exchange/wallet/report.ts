import { formatShort } from '../market/decimal';
import { averagePrice, CASH_DECIMALS, cashOf, instrumentOf } from '../market/instruments';
import type { PositionReport } from '../services/topics';
import type { OwnedPosition } from './positions';
import type { OwnedBalance } from './wallets';

/** One user's positions and wallets as the API gives them. The average is rounded for reading, the books are not. */
export function positionReport(positions: readonly OwnedPosition[], wallets: readonly OwnedBalance[]): PositionReport {
  return {
    positions: positions.map(({ symbol, lots, cost, realised }) => {
      const instrument = instrumentOf(symbol);
      return {
        symbol,
        quantity: formatShort(lots, instrument.lotDecimals),
        averagePrice: averagePrice(instrument, magnitude(cost), Number(magnitude(lots))),
        realisedPnl: formatShort(cashOf(instrument, realised), CASH_DECIMALS),
        currency: instrument.quote,
      };
    }),
    wallets: wallets.map(({ asset, balance: { available, reserved } }) => ({
      currency: asset,
      balance: formatShort(available + reserved, CASH_DECIMALS),
      reserved: formatShort(reserved, CASH_DECIMALS),
    })),
  };
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
