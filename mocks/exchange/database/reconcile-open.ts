import type { Database } from './database';

const OPEN = `
SELECT order_id, lots - filled_lots - cancelled_lots AS rest FROM "order" WHERE finished IS NULL`;

/**
 * Compares what is open of each client order with what of it is at a venue, or waits to be sent to one, so that an order that
 * somebody on the way has forgotten shows.
 *
 * @param underWay lots of client orders, each in as many parts as there are.
 * @returns a sentence for each order of which there is more or less. Orders on their way between services look like faults: ask
 * when nothing is in flight.
 */
export function reconcileOpen(
  database: Database,
  underWay: readonly { readonly orderId: string; readonly lots: number }[],
): string[] {
  const rests = new Map<string, number>();
  for (const { orderId, lots } of underWay) rests.set(orderId, (rests.get(orderId) ?? 0) + lots);
  const open = database.query<{ order_id: string; rest: bigint }>('SELECT', 'order', OPEN).all();
  const off = open.flatMap(({ order_id: orderId, rest }) => {
    const found = rests.get(orderId) ?? 0;
    rests.delete(orderId);
    return BigInt(found) === rest
      ? []
      : [`Of order ${orderId} ${rest} lots are open, and ${found} at a venue or on the way there.`];
  });
  const ended = [...rests].map(
    ([orderId, lots]) => `Order ${orderId} has ended, and ${lots} lots of it are at a venue or on the way there.`,
  );
  return [...off, ...ended];
}
