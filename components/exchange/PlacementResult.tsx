import type { ReactNode } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { TraceLink } from '@/components/ui/TraceLink';
import type { Placement } from './place-traced-order';

/** What became of the last click: of the orders that were answered, and of those that were not. */
export interface PlacementReport {
  readonly placements: readonly Placement[];
  readonly failures: readonly Error[];
}

/** One line for what was accepted, one for each different refusal, one for what failed. Read out as it appears. */
export function PlacementResult({ report }: { readonly report: PlacementReport | null }) {
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      {report && <Report report={report} />}
    </div>
  );
}

function Report({ report: { placements, failures } }: { readonly report: PlacementReport }) {
  const accepted = placements.flatMap(({ outcome }) => (outcome.kind === 'accepted' ? [outcome.order] : []));
  const rejects = new Map<string, { count: number; detail: string; traceId: string }>();
  for (const { outcome, traceId } of placements) {
    if (outcome.kind === 'accepted') continue;
    const count = (rejects.get(outcome.reason)?.count ?? 0) + 1;
    rejects.set(outcome.reason, { count, detail: outcome.detail, traceId });
  }
  const [first] = accepted;
  const [failure] = failures;
  return (
    <>
      {first && (
        <Line
          status="ok"
          title={accepted.length === 1 ? `${first.orderId} accepted` : `${accepted.length} orders accepted`}
        >
          <TraceLink traceId={first.traceId}>
            {accepted.length === 1 ? 'See its trace' : 'See the first one’s trace'}
          </TraceLink>
        </Line>
      )}
      {[...rejects].map(([reason, { count, detail, traceId }]) => (
        <Line key={reason} status="rejected" title={`${count === 1 ? 'Rejected' : `${count} rejected`}: ${reason}`}>
          <span className="text-text-muted">{detail}</span>{' '}
          {traceId !== '' && <TraceLink traceId={traceId}>See why in its trace</TraceLink>}
        </Line>
      ))}
      {failure && (
        <Line status="error" title={failures.length === 1 ? 'The order failed' : `${failures.length} orders failed`}>
          <span className="text-text-muted">{failure.message}</span>
        </Line>
      )}
    </>
  );
}

interface LineProps {
  readonly status: 'ok' | 'rejected' | 'error';
  readonly title: string;
  readonly children: ReactNode;
}

function Line({ status, title, children }: LineProps) {
  return (
    <p className="flex gap-2">
      <StatusMark status={status} label="" className="mt-1" />
      <span className="min-w-0 break-words">
        <span className="block font-medium">{title}</span>
        {children}
      </span>
    </p>
  );
}
