'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { exchangeStateQuery } from '@/lib/api/exchange';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import { useUrlView } from '@/lib/url/use-url-view';
import { BookPanel } from './BookPanel';
import { ControlSection } from './ControlSection';
import { EXCHANGE_VIEW } from './exchange-view';
import { FeedTable } from './FeedTable';
import { LoadControl } from './LoadControl';
import { RunBar } from './RunBar';
import { SamplingControl } from './SamplingControl';
import { TradingDay } from './TradingDay';
import { useExchangeActions } from './use-exchange-actions';

/** The mock exchange: what can be done to it beside what it does. `blotter` is the list of orders. */
export function ExchangePage({ blotter }: { readonly blotter: ReactNode }) {
  const { data: state, error, refetch } = useQuery(exchangeStateQuery());
  return (
    // What one goes to by a link or the keyboard stops below the bar that stays in sight.
    <div className="flex min-h-0 flex-1 flex-col max-lg:**:scroll-mt-[calc(var(--header-height)+8rem)] lg:h-[calc(100dvh-var(--header-height))] lg:flex-none">
      <h1 className="sr-only">Exchange</h1>
      {!state && !error && <Loading label="Loading the exchange" />}
      {!state && error && (
        <ErrorState error={error} title="The exchange could not be loaded" retry={() => void refetch()} />
      )}
      {state && <Exchange state={state} failure={error} blotter={blotter} />}
    </div>
  );
}

interface ExchangeProps {
  readonly state: ExchangeState;
  readonly failure: Error | null;
  readonly blotter: ReactNode;
}

function Exchange({ state, failure, blotter }: ExchangeProps) {
  const [view, change] = useUrlView(EXCHANGE_VIEW);
  const actions = useExchangeActions(state);
  return (
    <>
      <RunBar state={state} actions={actions} failure={failure} />
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[20rem_minmax(0,1fr)] min-[112rem]:grid-cols-[27rem_minmax(0,1fr)]">
        <aside
          aria-label="Controls"
          className="flex min-h-0 flex-col gap-4 border-border bg-surface-raised p-4 max-lg:border-b lg:border-r"
        >
          <LoadControl load={state.load} actions={actions} />
          <SamplingControl ratio={state.sampling} actions={actions} />
          <TradingDay />
          <ControlSection state={state} actions={actions} view={view} change={change} />
        </aside>
        <div className="grid min-h-0 min-w-0 grid-cols-1 lg:grid-rows-[auto_minmax(14rem,1fr)] min-[112rem]:grid-cols-[34rem_minmax(0,1fr)] min-[112rem]:grid-rows-1">
          <div className="grid min-w-0 grid-cols-1 border-border max-[112rem]:border-b xl:max-[112rem]:grid-cols-[minmax(0,4fr)_minmax(0,5fr)] min-[112rem]:grid-rows-[auto_1fr] min-[112rem]:border-r">
            <BookPanel
              symbols={state.symbols}
              symbol={view.symbol}
              onSymbol={(symbol) => change({ symbol }, 'replace')}
              className="min-h-80 border-border max-xl:border-b xl:max-[112rem]:border-r min-[112rem]:border-b"
            />
            <section aria-labelledby="feeds-title" className="flex min-w-0 flex-col">
              <h2 id="feeds-title" className="flex h-10 shrink-0 items-center px-4 text-base font-semibold">
                Market-data feeds
              </h2>
              <FeedTable feeds={state.feeds} />
            </section>
          </div>
          {blotter}
        </div>
      </div>
    </>
  );
}
