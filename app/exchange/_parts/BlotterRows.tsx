import { useEffect, useState } from 'react';
import { newAfterMs } from '@/components/exchange/list-classes';
import { LIVE_ROWS } from '@/components/exchange/live-lists';
import { type OrderLists, openOrders } from '@/components/exchange/order-lists';
import type { OrderChoice } from '@/components/exchange-control/exchange-view';
import { EmptyState } from '@/components/ui/EmptyState';
import type { Order } from '@/lib/api/order-contract';
import { BlotterTable } from './BlotterTable';

interface BlotterRowsProps {
  readonly lists: OrderLists;
  readonly choice: OrderChoice;
  readonly ownIds: readonly string[];
  readonly cancelling: string | null;
  readonly onCancel: (order: Order) => void;
  /** Holds these rows where they are; [] lets go. */
  readonly hold: (orders: readonly Order[]) => void;
}

/** The rows of the chosen list. They stay where they are while one points at them or is among them with the keyboard. */
export function BlotterRows({ lists, choice, ownIds, cancelling, onCancel, hold }: BlotterRowsProps) {
  const [openedAtMs] = useState(() => Date.now());
  useEffect(() => () => hold([]), [hold]);
  const current = choice === 'open' ? openOrders(lists, LIVE_ROWS) : lists.latest;
  const holding = lists.held.size > 0;
  const orders = holding ? [...lists.held.values()] : current;
  if (orders.length === 0) return <NoOrders choice={choice} />;

  const newer = holding ? current.filter(({ orderId }) => !lists.held.has(orderId)).length : 0;
  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onPointerEnter={() => hold(orders)}
      onPointerLeave={() => hold([])}
      onFocus={({ target }) => target.matches(':focus-visible') && hold(orders)}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || hold([])}
    >
      {newer > 0 && (
        <p className="pointer-events-none absolute inset-x-0 bottom-2 z-20 mx-auto w-fit rounded-md border border-border-strong bg-surface-raised px-2 py-1 text-xs">
          {newer >= LIVE_ROWS ? `${LIVE_ROWS} or more` : newer} newer: listed when you leave the rows
        </p>
      )}
      <BlotterTable
        orders={orders}
        openedAtMs={newAfterMs(
          lists.latest.map(({ receivedAtUnixNano }) => receivedAtUnixNano),
          openedAtMs,
        )}
        ownIds={ownIds}
        cancelling={cancelling}
        onCancel={onCancel}
      />
    </div>
  );
}

function NoOrders({ choice }: { readonly choice: OrderChoice }) {
  return choice === 'open' ? (
    <EmptyState title="No order is open">
      A limit order away from the market rests in the book, and is listed here until it is filled or cancelled.
    </EmptyState>
  ) : (
    <EmptyState title="No orders yet">
      Start a scenario, a flow or some load: orders appear here by themselves.
    </EmptyState>
  );
}
