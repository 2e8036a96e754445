'use client';

import { useState } from 'react';
import { FirstSteps } from './FirstSteps';
import { ListSection } from './ListSection';
import { LiveStateNote } from './LiveStateNote';
import { LiveTraces } from './LiveTraces';
import { NoOrders } from './NoOrders';
import { OrderList } from './OrderList';
import { OrderTicket } from './OrderTicket';
import { hasTotals } from './order-lists';
import { PlacementResult } from './PlacementResult';
import { SendYourSpans } from './SendYourSpans';
import { useLive } from './use-live';
import { usePlaceOrders } from './use-place-orders';

/** The home page: the ticket beside what happens to the orders, as it happens. */
export function LivePage({ origin }: { readonly origin: string }) {
  const live = useLive();
  const { state, orders, nothingStored, addOrder } = live;
  const placing = usePlaceOrders(addOrder);
  const [openedAtMs] = useState(() => Date.now());

  return (
    <div className="grid min-h-0 flex-1 grid-cols-1 lg:h-[calc(100dvh-var(--header-height))] lg:flex-none lg:grid-cols-[19rem_minmax(0,1fr)]">
      <h1 className="sr-only">Live</h1>
      <aside
        aria-label="Order ticket"
        className="flex flex-col gap-4 border-border bg-surface-raised p-4 max-lg:border-b lg:overflow-y-auto lg:border-r"
      >
        <OrderTicket
          placing={placing.isPending}
          onPlace={(client, draft, count) => placing.mutate({ client, draft, count })}
          onInvalid={placing.reset}
        />
        <PlacementResult report={placing.data ?? null} />
        {!nothingStored && (
          <details className="mt-auto border-t border-border pt-3 text-sm">
            <summary className="rounded-sm text-text-muted hover:text-text">Send your own spans</summary>
            <div className="pt-3">
              <SendYourSpans origin={origin} />
            </div>
          </details>
        )}
      </aside>
      {nothingStored ? (
        <FirstSteps origin={origin} />
      ) : (
        <div className="grid min-h-0 min-w-0 grid-cols-1 grid-rows-[auto_auto] lg:grid-rows-[minmax(16rem,1fr)_minmax(16rem,1fr)] min-[112rem]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] min-[112rem]:grid-rows-1">
          <ListSection
            title="Orders"
            noun="orders"
            query={{ data: orders.data?.latest, error: orders.error, refetch: orders.refetch }}
            total={orders.data && hasTotals(orders.data) ? orders.data.orderCount : undefined}
            note={<LiveStateNote state={state} />}
            empty={<NoOrders />}
          >
            {(items) => <OrderList orders={items} openedAtMs={openedAtMs} />}
          </ListSection>
          <LiveTraces
            live={live}
            openedAtMs={openedAtMs}
            className="border-border max-[112rem]:border-t min-[112rem]:border-l"
          />
        </div>
      )}
    </div>
  );
}
