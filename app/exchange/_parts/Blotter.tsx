'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { LiveStateNote } from '@/components/exchange/LiveStateNote';
import { LIVE_ROWS } from '@/components/exchange/live-lists';
import { hasTotals, type OrderLists } from '@/components/exchange/order-lists';
import { EXCHANGE_VIEW, type OrderChoice } from '@/components/exchange-control/exchange-view';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { Segmented } from '@/components/ui/Segmented';
import { exchangeStateQuery } from '@/lib/api/exchange';
import { formatCount } from '@/lib/base/units';
import { useUrlView } from '@/lib/url/use-url-view';
import { BlotterRows } from './BlotterRows';
import { CancelRefusal } from './CancelRefusal';
import { cancelOrder } from './cancel-order';
import { useBlotter } from './use-blotter';

/** The orders of the exchange as their states change, the latest or those that are open. One's own can be cancelled. */
export function Blotter() {
  const [view, change] = useUrlView(EXCHANGE_VIEW);
  const { state, lists, ownIds, hold, refresh } = useBlotter();
  const cancel = useMutation({ mutationFn: cancelOrder, onSettled: refresh });
  const { data, error } = lists;
  // The page asks for it already. The one count of open orders that both show: the lists' own is of another moment.
  const known = useQuery({ ...exchangeStateQuery(), enabled: false }).data;
  const openCount = known?.openOrders ?? data?.openCount;
  const options: { value: OrderChoice; label: string }[] = [
    { value: 'latest', label: 'Latest' },
    { value: 'open', label: openCount === undefined ? 'Open' : `Open (${formatCount(openCount)})` },
  ];
  return (
    <section aria-labelledby="blotter-title" className="flex min-h-0 min-w-0 flex-col max-lg:max-h-[80dvh]">
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-3 px-4 max-lg:py-2">
        <h2 id="blotter-title" className="text-base font-semibold">
          Orders
        </h2>
        <Segmented
          legend="Which orders"
          hideLegend
          options={options}
          value={view.orders}
          onChange={(orders) => change({ orders }, 'replace')}
        />
        {data && <p className="text-xs text-text-muted">{extentOf(data, openCount ?? 0, view.orders)}</p>}
        <div className="ml-auto text-xs text-text-muted">
          <LiveStateNote state={state} />
        </div>
      </header>
      {cancel.error && (
        <CancelRefusal orderId={cancel.variables.orderId} error={cancel.error} onDismiss={cancel.reset} />
      )}
      {data && error && (
        <p role="alert" className="px-4 pb-2 text-xs text-error">
          These orders are not the latest: {error.message}
        </p>
      )}
      {!data && error && (
        <ErrorState error={error} title="The orders could not be loaded" retry={() => void lists.refetch()} />
      )}
      {!data && !error && <Loading label="Loading the orders" />}
      {data && (
        <BlotterRows
          key={view.orders}
          lists={data}
          choice={view.orders}
          hold={hold}
          ownIds={ownIds}
          cancelling={cancel.isPending ? cancel.variables.orderId : null}
          onCancel={cancel.mutate}
        />
      )}
    </section>
  );
}

/** How many of how many are listed. */
function extentOf(lists: OrderLists, openCount: number, choice: OrderChoice): string {
  const { latest, open, orderCount } = lists;
  const [shown, all] = choice === 'open' ? [Math.min(open.size, LIVE_ROWS), openCount] : [latest.length, orderCount];
  if (shown === 0 || !hasTotals(lists)) return '';
  return `${formatCount(shown)} of ${formatCount(Math.max(shown, all))} shown${shown < all ? ', the latest' : ''}`;
}
