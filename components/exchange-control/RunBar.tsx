import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/components/ui/cx';
import { StatusMark } from '@/components/ui/StatusMark';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { ProgressLine } from './ProgressLine';
import type { ExchangeActions } from './use-exchange-actions';

interface RunBarProps {
  readonly state: ExchangeState;
  readonly actions: ExchangeActions;
  /** Why the state is not the latest: the last request for it failed. */
  readonly failure: Error | null;
}

/** What goes on at the exchange, in sight wherever one is on the page, with one button that ends all of it. */
export function RunBar({ state, actions, failure }: RunBarProps) {
  const { spans, openOrders, run, load, faults, scenarios } = state;
  const running = run?.ended === '' ? run : null;
  const title = scenarios.find(({ name }) => name === running?.scenario)?.title ?? running?.scenario;
  const planted = faults.filter(({ active }) => active).length;
  const asking = actions.slidingLoad !== null || actions.pending.length > 0;
  const quiet = !running && load.ordersPerSecond === 0 && planted === 0;
  return (
    // Two layers: the tint lets through what scrolls by below it.
    <section aria-label="What is going on" className="sticky top-(--header-height) z-30 bg-surface">
      <div
        className={cx(
          'border-b border-border px-4 py-2 text-sm',
          !quiet && 'border-l-4 border-l-warning bg-warning/10',
        )}
      >
        <div className="flex min-h-8 flex-wrap items-center gap-x-5 gap-y-1">
          {quiet && <p className="text-text-muted">Quiet: no scenario, no load and no fault.</p>}
          {running && (
            <p title="The scenario’s own orders, on the mean of the last 5 s; the load’s are beside them">
              <span className="font-medium">{title}</span> runs: {Math.floor(running.elapsedSeconds)} of{' '}
              {formatCount(running.durationSeconds)} s, sending {formatCount(Math.round(running.ordersPerSecond))}{' '}
              orders/s
            </p>
          )}
          {load.ordersPerSecond > 0 && (
            <p title="The load’s own orders, on the mean of the last 5 s; a scenario’s are beside them">
              <span className="font-medium">Load</span> of {formatCount(load.ordersPerSecond)} orders/s,{' '}
              {formatCount(Math.round(load.achieved))} achieved
            </p>
          )}
          {planted > 0 && (
            <p className="flex items-center gap-1.5">
              <StatusMark status="warning" label="" />
              <span className="font-medium">{planted === 1 ? '1 fault' : `${planted} faults`}</span> planted
            </p>
          )}
          <p className="text-xs text-text-muted sm:ml-auto">
            {formatCount(openOrders)} open {openOrders === 1 ? 'order' : 'orders'} · {formatCount(spans.exported)} of{' '}
            {formatCount(spans.ended)} spans exported
          </p>
          {spans.withheld > 0 && (
            <p className="flex items-center gap-1.5 text-xs" title="Faults such as “lost parent spans” keep them back">
              <StatusMark status="warning" label="" />
              withheld by a fault: {formatCount(spans.withheld)}
            </p>
          )}
          {spans.failed > 0 && (
            <p className="flex items-center gap-1.5 text-xs text-error">
              <StatusMark status="error" label="" />
              {formatCount(spans.failed)} failed
            </p>
          )}
          <Button
            disabled={quiet && !asking}
            onClick={() => actions.perform({ kind: 'stop-everything' })}
            title="Ends the scenario and the load, and takes all faults away"
          >
            Stop everything
          </Button>
        </div>
        {running && (
          <ProgressLine label={`Progress of ${title}`} value={running.elapsedSeconds} max={running.durationSeconds} />
        )}
        {actions.failure && <Failure>{actions.failure.message}</Failure>}
        {failure && <Failure>This is not the latest: {failure.message}</Failure>}
      </div>
    </section>
  );
}

function Failure({ children }: { readonly children: ReactNode }) {
  return (
    <p role="alert" className="flex items-center gap-1.5 py-1 text-sm text-error">
      <StatusMark status="error" label="" />
      <span>{children}</span>
    </p>
  );
}
