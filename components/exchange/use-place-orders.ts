import { useMutation } from '@tanstack/react-query';
import type { Order } from '@/lib/api/contract';
import type { DemoClient } from './exchange-client';
import type { PlacementReport } from './PlacementResult';
import { placeTracedOrder } from './place-traced-order';
import type { TicketDraft } from './ticket';

interface OrdersToPlace {
  readonly client: DemoClient;
  readonly draft: TicketDraft;
  readonly count: number;
}

/** Places `count` like orders at once, each with a trace of its own, and reports on them together. */
export function usePlaceOrders(onAccepted: (order: Order) => void) {
  return useMutation({
    mutationFn: async ({ client, draft, count }: OrdersToPlace): Promise<PlacementReport> => {
      const settled = await Promise.allSettled(Array.from({ length: count }, () => placeTracedOrder(client, draft)));
      const placements = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const failures = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
      for (const { outcome } of placements) if (outcome.kind === 'accepted') onAccepted(outcome.order);
      return { placements, failures };
    },
  });
}
