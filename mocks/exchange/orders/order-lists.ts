import { FillpathError } from '@/lib/base/errors';
import type { Database } from '../database/database';
import { type OrderRow, orderOf } from './blotter-rows';
import type { Order } from './types';

/** The orders of all clients at one moment. */
export interface OrderLists {
  /** Newest first. */
  readonly latest: Order[];
  /** Those that are open, newest first. */
  readonly open: Order[];
  /** Those that were asked for by their ids, as far as they are remembered. */
  readonly asked: Order[];
  /** All that ever came in, the forgotten ones included, and all that are open. */
  readonly orderCount: number;
  readonly openCount: number;
}

const LATEST = 'SELECT * FROM "order" ORDER BY seq DESC LIMIT ?';
// The index over "finished" has those without one together, and among them the order of arrival.
const OPEN = 'SELECT * FROM "order" WHERE finished IS NULL ORDER BY seq DESC LIMIT ?';
const ASKED = 'SELECT * FROM "order" WHERE order_id IN (SELECT value FROM json_each(?))';
const COUNTS = `
SELECT (SELECT coalesce(max(seq), 0) FROM "order") AS orders,
       (SELECT count(*) FROM "order" WHERE finished IS NULL) AS open`;

/** Prepares the question for the lists: at most `limit` orders in each of the first two. */
export function prepareOrderLists(database: Database): (limit: number, ids: readonly string[]) => OrderLists {
  const latest = database.query<OrderRow>('SELECT', 'order', LATEST);
  const open = database.query<OrderRow>('SELECT', 'order', OPEN);
  const asked = database.query<OrderRow>('SELECT', 'order', ASKED);
  const counts = database.query<{ orders: bigint; open: bigint }>('SELECT', 'order', COUNTS);
  return (limit, ids) => {
    const counted = counts.get();
    return {
      latest: latest.all(limit).map(orderOf),
      open: open.all(limit).map(orderOf),
      asked: ids.length === 0 ? [] : asked.all(JSON.stringify(ids)).map(orderOf),
      orderCount: Number(counted?.orders ?? 0n),
      openCount: Number(counted?.open ?? 0n),
    };
  };
}

/** A page holds no more rows still. */
const MAX_IDS = 100;

/** The ids in `?ids=ORD-1,ORD-2`, none when left out. @throws FillpathError `invalid-input` for more than 100. */
export function idsOf(request: Request): string[] {
  const ids = (new URL(request.url).searchParams.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length <= MAX_IDS) return ids;
  throw new FillpathError('invalid-input', `ids names ${ids.length} orders. Ask for at most ${MAX_IDS} at a time.`);
}
