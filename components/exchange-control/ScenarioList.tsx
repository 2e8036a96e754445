import { EmptyState } from '@/components/ui/EmptyState';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import { ScenarioItem } from './ScenarioItem';
import type { ExchangeActions } from './use-exchange-actions';

interface ScenarioListProps {
  readonly state: ExchangeState;
  readonly actions: ExchangeActions;
  /** The scenario whose settings are open; '' for none. */
  readonly open: string;
  readonly onOpen: (scenario: string) => void;
}

/** Scenarios with what each does; the one that runs, or ran last, has its figures below it. */
export function ScenarioList({ state, actions, open, onOpen }: ScenarioListProps) {
  const { scenarios, run, load } = state;
  const busy = run?.ended === '' || actions.pending.some(({ kind }) => kind === 'start' || kind === 'stop');
  if (scenarios.length === 0) return <EmptyState title="This exchange has no scenarios" />;
  return (
    <ul aria-label="Scenarios" className="divide-y divide-border">
      {scenarios.map((scenario) => (
        <ScenarioItem
          key={scenario.name}
          scenario={scenario}
          run={run?.scenario === scenario.name ? run : null}
          busy={busy}
          limit={load.limit}
          open={open === scenario.name}
          onToggle={() => onOpen(open === scenario.name ? '' : scenario.name)}
          onStart={(changes) => actions.perform({ kind: 'start', scenario: scenario.name, changes })}
          onStop={() => actions.perform({ kind: 'stop' })}
        />
      ))}
    </ul>
  );
}
