/** What a user holds of a symbol through trading. Negative `lots` and `cost`: more was sold than bought. */
export interface Position {
  readonly lots: bigint;
  /** What the lots that are held have cost, in ticks · lots. */
  readonly cost: bigint;
  /** Profit of what was closed, in ticks · lots. */
  readonly realised: bigint;
}

export const FLAT: Position = { lots: 0n, cost: 0n, realised: 0n };

/**
 * A position after one more fill, at average cost. `lots` is positive for a purchase and negative for a sale.
 *
 *     buy 2 at 100, buy 1 at 130   3 lots, cost 330: 110 each
 *     sell 2 at 120                1 lot,  cost 110, realised 2 · (120 − 110) = 20
 *     sell 2 at 100               −1 lot,  cost −100, realised 20 + (100 − 110) = 10
 *
 * The average is never rounded into the books: whatever the division leaves over stays in `cost`, so that
 * `realised − cost` is always, exactly, the cash that all fills together brought in.
 */
export function applyFill({ lots: held, cost, realised }: Position, lots: bigint, price: bigint): Position {
  if (held === 0n || held > 0n === lots > 0n) return { lots: held + lots, cost: cost + lots * price, realised };
  const closed = smaller(held, -lots);
  const costOfClosed = (cost * closed) / held;
  const opened = lots + closed;
  return {
    lots: held + lots,
    cost: cost - costOfClosed + opened * price,
    realised: realised + closed * price - costOfClosed,
  };
}

/** Whichever of two numbers of the same sign is nearer to zero. */
function smaller(a: bigint, b: bigint): bigint {
  return a < 0n ? (a > b ? a : b) : a < b ? a : b;
}
