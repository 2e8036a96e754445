import { useId } from 'react';
import { EmptyState } from '@/components/ui/EmptyState';
import type { ExchangeFault } from '@/lib/api/exchange-contract';
import { Switch } from './Switch';
import type { ExchangeActions } from './use-exchange-actions';

interface FaultListProps {
  readonly faults: readonly ExchangeFault[];
  readonly actions: ExchangeActions;
}

/** Faults that can be planted, each with the truth that it leaves in the traces. */
export function FaultList({ faults, actions }: FaultListProps) {
  if (faults.length === 0) return <EmptyState title="This exchange has no faults to plant" />;
  return (
    <ul aria-label="Faults" className="divide-y divide-border">
      {faults.map((fault) => (
        <FaultItem key={fault.name} fault={fault} actions={actions} />
      ))}
    </ul>
  );
}

function FaultItem({ fault, actions }: { readonly fault: ExchangeFault; readonly actions: ExchangeActions }) {
  const id = useId();
  const asked = actions.pending.findLast((action) => action.kind === 'fault' && action.fault === fault.name);
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-3">
        <h3 id={id} className="min-w-0 flex-1 text-sm font-medium">
          {fault.title}
        </h3>
        <Switch
          checked={asked?.kind === 'fault' ? asked.active : fault.active}
          disabled={asked !== undefined}
          labelledBy={id}
          describedBy={`${id}-what`}
          onChange={(active) => actions.perform({ kind: 'fault', fault: fault.name, active })}
        />
      </div>
      <p id={`${id}-what`} className="text-sm text-text-muted">
        {fault.description}
      </p>
      <p className="border-l-2 border-border pl-2 text-xs text-text-muted">
        <span className="font-medium text-text">In the traces: </span>
        {fault.truth}
      </p>
    </li>
  );
}
