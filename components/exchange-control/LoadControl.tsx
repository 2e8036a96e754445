import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { TextInput } from '@/components/ui/TextInput';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { LOAD_STEPS, rateAtStep, stepAtRate } from './load-scale';
import { type ExchangeActions, pendingOf } from './use-exchange-actions';

/** The slider is asked for where it comes to rest, not at each step of the way. */
const REST_MS = 200;
/** Those between would run into their neighbours. */
const MARKS = [0, 10, 100];

interface LoadControlProps {
  readonly load: ExchangeState['load'];
  readonly actions: ExchangeActions;
}

/** Orders a second from simulated clients: a slider on a logarithmic scale, or a number. Shows what was asked and what came. */
export function LoadControl({ load, actions }: LoadControlProps) {
  const id = useId();
  const { draft, change } = useRestingRate((ordersPerSecond) => actions.perform({ kind: 'load', ordersPerSecond }));
  const asked = draft ?? pendingOf(actions, 'load')?.ordersPerSecond ?? load.ordersPerSecond;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <div className="flex items-baseline gap-2">
        <h2 id={id} className="text-sm font-semibold">
          Load
        </h2>
        <p className="text-xs text-text-muted">simulated orders/s</p>
        <p className="ml-auto text-sm" title="Over the last second">
          <span className="text-text-muted">achieved </span>
          <span className="font-medium">{formatCount(Math.round(load.achieved))}</span>
        </p>
      </div>
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <input
            type="range"
            aria-label="Orders a second"
            aria-valuetext={asked === 0 ? 'none' : `${formatCount(asked)} orders a second`}
            min={0}
            max={LOAD_STEPS}
            value={stepAtRate(asked, load.limit)}
            onChange={(event) => change(rateAtStep(event.target.valueAsNumber, load.limit))}
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

/** A rate that is not asked for yet: it is once it has rested. */
function useRestingRate(ask: (rate: number) => void) {
  const [draft, setDraft] = useState<number | null>(null);
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      ask(draft);
      setDraft(null);
    }, REST_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- a new function is no new wish
  }, [draft]);
  return { draft, change: setDraft };
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

interface RateFieldProps {
  readonly asked: number;
  readonly limit: number;
  readonly onAsk: (rate: number) => void;
}

/** The rate as a number, asked for with Enter or on leaving the field. What is no rate is put back. */
function RateField({ asked, limit, onAsk }: RateFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const ask = () => {
    const rate = Number(typed);
    setTyped(null);
    if (typed !== null && typed.trim() !== '' && rate >= 0 && rate !== asked) onAsk(Math.min(rate, limit));
  };
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        ask();
      }}
    >
      <TextInput
        aria-label={`Orders a second, 0 to ${formatCount(limit)}`}
        inputMode="decimal"
        autoComplete="off"
        className="w-16 text-right"
        value={typed ?? String(asked)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={ask}
      />
    </form>
  );
}
