import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { startFlow } from '@/lib/api/exchange';
import type { ExchangeFlow } from '@/lib/api/exchange-contract';
import { FlowResult } from './FlowResult';

/** So many at once are merged into batches: the fan-in that Fillpath is about. */
const MANY = 10;

interface FlowListProps {
  readonly flows: readonly ExchangeFlow[];
  /** Its address; null while it does not listen. */
  readonly orderEntry: string | null;
}

/** Flows that can be started once, or several times together, each with the traces that it made. */
export function FlowList({ flows, orderEntry }: FlowListProps) {
  if (flows.length === 0) return <EmptyState title="This exchange has no flows to start" />;
  return (
    <>
      <ul aria-label="Flows" className="divide-y divide-border">
        {flows.map((flow) => (
          <FlowItem key={flow.name} flow={flow} />
        ))}
      </ul>
      <p className="border-t border-border py-3 text-sm text-text-muted">
        {orderEntry === null ? (
          'The order entry over WebSocket does not listen: another program has its port.'
        ) : (
          <>
            Clients of your own enter orders at <code className="select-all text-text">{orderEntry}</code>. The README
            has the messages.
          </>
        )}
      </p>
    </>
  );
}

function FlowItem({ flow: { name, title, description } }: { readonly flow: ExchangeFlow }) {
  const start = useMutation({ mutationFn: (count: number) => startFlow(name, count) });
  const starting = (count: number) => start.isPending && start.variables === count;
  return (
    <li className="flex flex-col gap-1 py-3">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 text-sm font-medium">{title}</h3>
        <Button size="sm" disabled={start.isPending} onClick={() => start.mutate(1)} aria-label={`Start ${title} once`}>
          {starting(1) ? 'Starting…' : 'Start'}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={start.isPending}
          onClick={() => start.mutate(MANY)}
          aria-label={`Start ${title} ${MANY} times`}
        >
          {starting(MANY) ? 'Starting…' : `× ${MANY}`}
        </Button>
      </div>
      <p className="text-sm text-text-muted">{description}</p>
      <FlowResult started={start.data ?? null} error={start.error} />
    </li>
  );
}
