import { useId } from 'react';
import { Button } from '@/components/ui/Button';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { LOAD_STEPS, rateAtStep, stepAtRate } from './load-scale';
import { RateField } from './RateField';
import { type ExchangeActions, pendingOf } from './use-exchange-actions';

/** Those between would run into their neighbours. */
const MARKS = [0, 10, 100];

interface LoadControlProps {
  readonly load: ExchangeState['load'];
  readonly actions: ExchangeActions;
}

/** Orders a second from simulated clients: a slider on a logarithmic scale, or a number. Shows what was asked and what came. */
export function LoadControl({ load, actions }: LoadControlProps) {
  const id = useId();
  const change = (ordersPerSecond: number) => actions.perform({ kind: 'load', ordersPerSecond });
  const asked = actions.slidingLoad ?? pendingOf(actions, 'load')?.ordersPerSecond ?? load.ordersPerSecond;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <div className="flex items-baseline gap-2">
        <h2 id={id} className="text-sm font-semibold">
          Load
        </h2>
        <p
          className="text-xs whitespace-nowrap text-text-muted"
          title="Besides a scenario’s, which the bar above tells"
        >
          simulated orders/s
        </p>
        <p className="ml-auto text-sm whitespace-nowrap" title="What this load has sent, on the mean of the last 5 s">
          <span className="text-text-muted">achieved </span>
          <span className="font-medium">{formatCount(Math.round(load.achieved))}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-24 flex-1">
          <input
            type="range"
            aria-label="Orders a second"
            aria-valuetext={asked === 0 ? 'none' : `${formatCount(asked)} orders a second`}
            min={0}
            max={LOAD_STEPS}
            value={stepAtRate(asked, load.limit)}
            onChange={(event) => actions.slideLoad(rateAtStep(event.target.valueAsNumber, load.limit))}
            className="block h-6 w-full cursor-pointer"
          />
          <Marks limit={load.limit} />
        </div>
        <RateField asked={asked} limit={load.limit} onAsk={change} />
        <Button size="sm" disabled={asked === 0} onClick={() => change(0)} aria-label="No load">
          Off
        </Button>
      </div>
    </section>
  );
}

function Marks({ limit }: { readonly limit: number }) {
  return (
    <div aria-hidden="true" className="relative mx-2 h-4 text-xs text-text-muted">
      {[...MARKS.filter((mark) => mark < limit), limit].map((mark) => (
        <span
          key={mark}
          className="absolute -translate-x-1/2"
          style={{ left: `${(100 * stepAtRate(mark, limit)) / LOAD_STEPS}%` }}
        >
          {mark >= 1000 ? `${mark / 1000}k` : mark}
        </span>
      ))}
    </div>
  );
}
