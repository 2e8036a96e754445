import type { Database } from '../database/database';
import type { Change } from './blotter';
import type { OrderRow } from './blotter-rows';
import type { Order } from './types';

export interface BlotterStatements {
  /** @returns false when the user has used this client order id already. `finished`: its number when it is done at once. */
  insert(order: Order, terms: { worstPrice: number; lots: number } | null, finished: number | null): boolean;
  /** Undefined when the order is not open or less is left of it. `finished`: its number if this was the last of it. */
  apply(orderId: string, change: Change, unixNano: string, finished: number): OrderRow | undefined;
  byId(orderId: string): OrderRow | undefined;
  /** Whether an order of the user that was accepted has this client order id. */
  isUsed(userId: string, clientOrderId: string): boolean;
  /** Newest first. */
  ofUser(userId: string, limit: number): OrderRow[];
  /** Forgets the finished orders up to this number. @returns how many. */
  forget(finished: number): number;
}

const COLUMNS =
  'order_id, client_order_id, user_id, symbol, side, type, price, quantity, time_in_force, lots, filled_lots, cancelled_lots, ' +
  'notional, state, reason, trace_id, received_at, updated_at, finished';

// One statement checks, changes and tells the new state. ?1 filled and ?2 cancelled lots, ?3 notional.
const APPLY = `
UPDATE "order" SET
  filled_lots = filled_lots + ?1,
  cancelled_lots = cancelled_lots + ?2,
  notional = notional + ?3,
  state = CASE
    WHEN filled_lots + cancelled_lots + ?1 + ?2 < lots THEN
      CASE WHEN filled_lots + ?1 > 0 THEN 'partially_filled' ELSE 'accepted' END
    WHEN cancelled_lots + ?2 > 0 THEN 'cancelled'
    ELSE 'filled' END,
  finished = CASE WHEN filled_lots + cancelled_lots + ?1 + ?2 = lots THEN ?4 END,
  reason = coalesce(?5, reason),
  updated_at = ?6
WHERE order_id = ?7 AND finished IS NULL AND filled_lots + cancelled_lots + ?1 + ?2 <= lots
RETURNING ${COLUMNS}`;

export function prepareStatements(database: Database): BlotterStatements {
  const insert = database.query(
    'INSERT',
    'order',
    `INSERT INTO "order" (order_id, client_order_id, user_id, symbol, side, type, price, quantity, time_in_force, state, reason,
       trace_id, received_at, updated_at, worst_price, lots, finished)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (user_id, client_order_id) WHERE lots IS NOT NULL DO NOTHING`,
  );
  const apply = database.query<OrderRow>('UPDATE', 'order', APPLY);
  const byId = database.query<OrderRow>('SELECT', 'order', `SELECT ${COLUMNS} FROM "order" WHERE order_id = ?`);
  const used = database.query<{ used: bigint }>(
    'SELECT',
    'order',
    'SELECT 1 AS used FROM "order" WHERE user_id = ? AND client_order_id = ? AND lots IS NOT NULL',
  );
  const ofUser = database.query<OrderRow>(
    'SELECT',
    'order',
    `SELECT ${COLUMNS} FROM "order" WHERE user_id = ? ORDER BY seq DESC LIMIT ?`,
  );
  const forget = database.query('DELETE', 'order', 'DELETE FROM "order" WHERE finished <= ?');

  return {
    insert: (order, terms, finished) =>
      insert.run(
        order.orderId,
        order.clientOrderId,
        order.userId,
        order.symbol,
        order.side,
        order.type,
        order.price,
        order.quantity,
        order.timeInForce,
        order.state,
        order.reason,
        order.traceId,
        order.receivedAtUnixNano,
        order.updatedAtUnixNano,
        terms?.worstPrice ?? null,
        terms?.lots ?? null,
        finished,
      ) === 1,
    apply(orderId, change, unixNano, finished) {
      const { lots } = change;
      return change.kind === 'fill'
        ? apply.get(lots, 0, BigInt(change.price) * BigInt(lots), finished, null, unixNano, orderId)
        : apply.get(0, lots, 0, finished, change.reason, unixNano, orderId);
    },
    byId: (orderId) => byId.get(orderId),
    isUsed: (userId, clientOrderId) => used.get(userId, clientOrderId) !== undefined,
    ofUser: (userId, limit) => ofUser.all(userId, limit),
    forget: (finished) => forget.run(finished),
  };
}
