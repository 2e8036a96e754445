import { Segmented } from '@/components/ui/Segmented';
import type { ExchangeState } from '@/lib/api/exchange-contract';
import type { ExchangeView, Section } from './exchange-view';
import { FaultList } from './FaultList';
import { FlowList } from './FlowList';
import { ScenarioList } from './ScenarioList';
import type { ExchangeActions } from './use-exchange-actions';

interface ControlSectionProps {
  readonly state: ExchangeState;
  readonly actions: ExchangeActions;
  readonly view: ExchangeView;
  readonly change: (changes: Partial<ExchangeView>, how: 'push' | 'replace') => void;
}

/** What can be started and planted: scenarios, single flows, or faults. The choice is in the URL. */
export function ControlSection({ state, actions, view, change }: ControlSectionProps) {
  const planted = state.faults.filter(({ active }) => active).length;
  const options: { value: Section; label: string }[] = [
    { value: 'scenarios', label: 'Scenarios' },
    { value: 'flows', label: 'Flows' },
    { value: 'faults', label: planted > 0 ? `Faults (${planted} on)` : 'Faults' },
  ];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Segmented
        legend="What to start or plant"
        hideLegend
        options={options}
        value={view.section}
        onChange={(section) => change({ section }, 'replace')}
      />
      <div className="-mx-4 min-h-0 flex-1 overflow-y-auto px-4 max-lg:mt-2 max-lg:max-h-[60dvh] max-lg:border-y max-lg:border-border">
        {view.section === 'scenarios' && (
          <ScenarioList
            state={state}
            actions={actions}
            open={view.scenario}
            onOpen={(scenario) => change({ scenario }, 'replace')}
          />
        )}
        {view.section === 'flows' && <FlowList flows={state.flows} orderEntry={state.orderEntry} />}
        {view.section === 'faults' && <FaultList faults={state.faults} actions={actions} />}
      </div>
    </div>
  );
}
