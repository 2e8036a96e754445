import { useId } from 'react';
import { Button } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import type { ExchangeRun, ExchangeScenario, StartScenario } from '@/lib/api/exchange-contract';
import { formatCount } from '@/lib/base/units';
import { RunResult } from './RunResult';
import { ScenarioForm } from './ScenarioForm';

interface ScenarioItemProps {
  readonly scenario: ExchangeScenario;
  /** The run of this scenario, if it runs or was the last. */
  readonly run: ExchangeRun | null;
  /** Something runs already: one scenario at a time. */
  readonly busy: boolean;
  readonly limit: number;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onStart: (changes: StartScenario) => void;
  readonly onStop: () => void;
}

/** One scenario: what it does, its settings behind a disclosure, and how its run goes or went. */
export function ScenarioItem(props: ScenarioItemProps) {
  const { scenario, run, busy, limit, open, onToggle, onStart, onStop } = props;
  const settingsId = useId();
  const running = run?.ended === '';
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 text-sm font-medium">{scenario.title}</h3>
        {running ? (
          <Button size="sm" onClick={onStop} aria-label={`Stop ${scenario.title}`}>
            Stop
          </Button>
        ) : (
          <Button
            size="sm"
            disabled={busy}
            title={busy ? 'One scenario at a time: stop the one that runs first' : undefined}
            onClick={() => onStart({})}
            aria-label={`Start ${scenario.title}`}
          >
            Start
          </Button>
        )}
      </div>
      <p className="text-sm text-text-muted">{scenario.description}</p>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={settingsId}
        onClick={onToggle}
        className="flex min-h-6 items-center gap-1 self-start rounded-sm text-left text-xs text-text-muted hover:text-text"
      >
        <Icon name={open ? 'chevron-down' : 'chevron-right'} className="size-3" />
        {formatCount(scenario.ordersPerSecond)} orders/s for {formatCount(scenario.durationSeconds)} s, seed{' '}
        {scenario.seed}
      </button>
      <div id={settingsId} hidden={!open}>
        {open && (
          <>
            <Facts scenario={scenario} />
            <ScenarioForm scenario={scenario} limit={limit} disabled={busy} onStart={onStart} />
          </>
        )}
      </div>
      {run && <RunResult run={run} />}
    </li>
  );
}

function Facts({ scenario: { flows, faults } }: { readonly scenario: ExchangeScenario }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-1 text-xs">
      <dt className="text-text-muted">Flows</dt>
      <dd>{flows.join(', ') || 'none'}</dd>
      <dt className="text-text-muted">Faults</dt>
      <dd>{faults.join(', ') || 'none'}</dd>
    </dl>
  );
}
