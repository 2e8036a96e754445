import type { OrderAt } from '../venues/member-orders';
import type { VenueName } from '../venues/venues';

/**
 * Compares the exchange orders that are open here with those that are open at their venue. @param there null while the venue
 * is dead: what was open there is gone.
 *
 * @returns a sentence for each that is not the same on both sides. Reports on their way look like faults: ask when nothing is
 * in flight.
 */
export function reconcileVenue(venue: VenueName, here: readonly OrderAt[], there: readonly OrderAt[] | null): string[] {
  const left = new Map((there ?? []).map((order) => [order.orderId, order]));
  const ours = here.flatMap(({ orderId, cumLots, leavesLots }) => {
    const its = left.get(orderId);
    left.delete(orderId);
    if (!its) return [`Exchange order ${orderId} is open here, and not at ${venue}.`];
    if (its.cumLots === cumLots && its.leavesLots === leavesLots) return [];
    return [
      `Exchange order ${orderId} has ${its.cumLots} lots filled and ${its.leavesLots} open at ${venue}, ` +
        `and ${cumLots} filled and ${leavesLots} open here.`,
    ];
  });
  const theirs = [...left.values()].map(
    ({ orderId, leavesLots }) =>
      `Exchange order ${orderId} is open at ${venue} with ${leavesLots} lots, and unknown here.`,
  );
  return [...ours, ...theirs];
}
