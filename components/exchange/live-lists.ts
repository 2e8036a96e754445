import type { TraceSummary } from '@/lib/api/contract';
import type { Order } from '@/lib/api/order-contract';

/** More rows than this nobody reads; the lists say so and lead to the search. */
export const LIVE_ROWS = 100;

/**
 * The orders of both lists, newest first, each once, in the state that was updated last: answers and events may overtake
 * one another. The newest {@link LIVE_ROWS} are kept.
 */
export function mergeOrders(current: readonly Order[], incoming: readonly Order[]): Order[] {
  return merge(
    current,
    incoming,
    (order) => order.orderId,
    (known, order) => compareUnixNano(order.updatedAtUnixNano, known.updatedAtUnixNano) >= 0,
    (order) => order.receivedAtUnixNano,
  );
}

/**
 * The traces of both lists, newest first, each once. A trace only grows, so of two summaries the one with more spans is
 * the later. The newest {@link LIVE_ROWS} are kept.
 */
export function mergeTraces(current: readonly TraceSummary[], incoming: readonly TraceSummary[]): TraceSummary[] {
  return merge(
    current,
    incoming,
    (trace) => trace.traceId,
    (known, trace) => trace.spanCount >= known.spanCount,
    (trace) => trace.startTimeUnixNano,
  );
}

function merge<Item>(
  current: readonly Item[],
  incoming: readonly Item[],
  idOf: (item: Item) => string,
  replaces: (known: Item, item: Item) => boolean,
  timeOf: (item: Item) => string,
): Item[] {
  const byId = new Map(current.map((item) => [idOf(item), item]));
  for (const item of incoming) {
    const known = byId.get(idOf(item));
    if (known === undefined || replaces(known, item)) byId.set(idOf(item), item);
  }
  return [...byId.values()]
    .sort((one, other) => compareUnixNano(timeOf(other), timeOf(one)) || compareText(idOf(other), idOf(one)))
    .slice(0, LIVE_ROWS);
}

/** Settles what came at the same time, so that an update never moves a row. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** As numbers, without making any: a longer string of digits is the larger number. */
export function compareUnixNano(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : one > other ? 1 : 0;
}
