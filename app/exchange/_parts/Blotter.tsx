'use client';

import { useMutation } from '@tanstack/react-query';
import { LiveStateNote } from '@/components/exchange/LiveStateNote';
import { LIVE_ROWS } from '@/components/exchange/live-lists';
import { EXCHANGE_VIEW, type OrderChoice } from '@/components/exchange-control/exchange-view';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { Segmented } from '@/components/ui/Segmented';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatCount } from '@/lib/base/units';
import { useUrlView } from '@/lib/url/use-url-view';
import { BlotterRows } from './BlotterRows';
import type { BlotterLists } from './blotter-lists';
import { cancelOrder } from './cancel-order';
import { useBlotter } from './use-blotter';

/** The orders of the exchange as their states change, the latest or those that are open. One's own can be cancelled. */
export function Blotter() {
  const [view, change] = useUrlView(EXCHANGE_VIEW);
  const { state, lists, ownIds, addOrders, hold } = useBlotter();
  const cancel = useMutation({ mutationFn: cancelOrder, onSuccess: (order) => addOrders([order]) });
  const { data, error } = lists;
  const openCount = data?.open.size ?? 0;
  const options: { value: OrderChoice; label: string }[] = [
    { value: 'latest', label: 'Latest' },
    { value: 'open', label: data ? `Open (${formatCount(openCount)})` : 'Open' },
  ];
  return (
    <section aria-labelledby="blotter-title" className="flex min-h-0 min-w-0 flex-col max-lg:max-h-[80dvh]">
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-3 px-4">
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
        {data && <p className="text-xs text-text-muted">{extentOf(data, view.orders)}</p>}
        <div className="ml-auto text-xs text-text-muted">
          <LiveStateNote state={state} />
        </div>
      </header>
      {cancel.error && (
        <p role="alert" className="flex items-center gap-1.5 px-4 pb-2 text-sm text-error">
          <StatusMark status="error" label="" />
          {cancel.variables.orderId} was not cancelled: {cancel.error.message}
        </p>
      )}
      {data && error && (
        <p role="alert" className="px-4 pb-2 text-xs text-error">
          Older orders could not be loaded: {error.message}
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

/** Which orders these are, for they are not all: of others than the demo clients only the stream tells. */
function extentOf({ latest, open }: BlotterLists, choice: OrderChoice): string {
  const count = choice === 'open' ? open.size : latest.length;
  if (count === 0) return '';
  const whose = 'demo clients’, and all since this page was opened';
  if (choice === 'latest') return count >= LIVE_ROWS ? `the latest ${LIVE_ROWS}; ${whose}` : whose;
  return count > LIVE_ROWS ? `the latest ${LIVE_ROWS} of ${formatCount(count)}; ${whose}` : whose;
}
