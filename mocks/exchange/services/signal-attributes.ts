import type { Attributes } from '@opentelemetry/api';
import { instrumentOf } from '../market/instruments';
import type { ClientOrder, Order } from '../orders/types';

/**
 * How an order compares with the signal that it follows: the time from the signal to this state of it in ms, and its average
 * price against the price at the signal in ten-thousandths, positive when it was worse. Nothing for an order without one.
 */
export function signalAttributes({ signal, side, symbol }: ClientOrder, order: Order): Attributes {
  if (!signal) return {};
  const { averagePrice, updatedAtUnixNano } = order;
  if (averagePrice === null) return {};
  const atSignal = signal.price / 10 ** instrumentOf(symbol).priceDecimals;
  const worse = (Number(averagePrice) - atSignal) * (side === 'buy' ? 1 : -1);
  return {
    'signal.to_fill_ms': millisBetween(signal.atUnixNano, updatedAtUnixNano),
    // + 0: no slippage is 0, not -0.
    'signal.slippage_bps': Math.round((worse / atSignal) * 1e8) / 1e4 + 0,
  };
}

/** Exact to a microsecond. */
export function millisBetween(startUnixNano: string, endUnixNano: string): number {
  return Number((BigInt(endUnixNano) - BigInt(startUnixNano)) / 1_000n) / 1e3;
}
