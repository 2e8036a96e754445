import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Order } from '@/lib/api/order-contract';
import { browserTelemetry } from '@/lib/telemetry/browser-telemetry';
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
  // So that tracing is ready for the first click; the pages without a ticket do without its code.
  useEffect(() => void browserTelemetry(), []);
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
