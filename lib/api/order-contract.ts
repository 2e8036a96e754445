import { z } from 'zod';

/**
 * The contract of the mock exchange's client API: orders and positions. Conventions as in `contract.ts`. Prices, quantities and
 * amounts are decimal strings.
 */

const unixNano = z.string().regex(/^\d+$/);
const traceId = z.string().regex(/^[0-9a-f]{32}$/);

export const ORDER_STATES = ['accepted', 'partially_filled', 'filled', 'cancelled', 'rejected'] as const;

/** A client order as the exchange's own API gives it. */
export const order = z.object({
  orderId: z.string(),
  clientOrderId: z.string(),
  userId: z.string(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  type: z.enum(['limit', 'market']),
  price: z.string().nullable(),
  quantity: z.string(),
  /** Until it is cancelled, until the trading day ends, at once as much as can be, or at once all of it or nothing. */
  timeInForce: z.enum(['gtc', 'day', 'ioc', 'fok']),
  filledQuantity: z.string(),
  /** What may still be filled (FIX LeavesQty). Less than the rest while the order goes on: the difference was cancelled. */
  leavesQuantity: z.string(),
  averagePrice: z.string().nullable(),
  state: z.enum(ORDER_STATES),
  /** Why it was rejected, or why all or some of it was cancelled; '' otherwise. */
  reason: z.string(),
  /** The trace that the order came in with; null when it is not recorded (sampling). */
  traceId: traceId.nullable(),
  receivedAtUnixNano: unixNano,
  updatedAtUnixNano: unixNano,
});

/** `GET /reports/positions`: what the bearer has gained by trading and holds. */
export const positionReport = z.object({
  positions: z.array(
    z.object({
      symbol: z.string(),
      /** Bought less sold; negative when more was sold. */
      quantity: z.string(),
      /** Of what is held, rounded to two digits beyond the tick; null when nothing is. */
      averagePrice: z.string().nullable(),
      realisedPnl: z.string(),
      /** Of the price and the profit. */
      currency: z.string(),
    }),
  ),
  wallets: z.array(
    z.object({
      currency: z.string(),
      balance: z.string(),
      /** The part of the balance that is set aside for open orders. */
      reserved: z.string(),
    }),
  ),
});

export type Order = z.infer<typeof order>;
export type PositionReport = z.infer<typeof positionReport>;
