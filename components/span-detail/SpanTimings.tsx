import type { ReactNode } from 'react';
import { Timestamp } from '@/components/ui/Timestamp';
import { formatShare } from '@/lib/base/share';
import { formatDuration, formatDurationExact, type Nanos } from '@/lib/base/units';
import { type SpanSummary, startUnixNano } from './span-summary';

/** When the span ran and how long, to the nanosecond. */
export function SpanTimings({ summary }: { readonly summary: SpanSummary }) {
  const { startNanos, durationNanos, selfNanos, criticalNanos, waitNanos, traceNanos } = summary;
  return (
    <div className="border-b border-border px-4 py-2.5">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-sm tabular-nums">
        <Row term="Duration">
          <Length nanos={durationNanos} strong />
        </Row>
        <Row term="Self time">
          <Length nanos={selfNanos} />
          <Share part={selfNanos} whole={durationNanos} of="the span" />
        </Row>
        <Row term="Share of the trace">{formatShare(durationNanos, traceNanos)}</Row>
        <Row term="On the critical path">
          {criticalNanos === 0 ? 'not on it' : <Length nanos={criticalNanos} />}
          {criticalNanos > 0 && <Share part={criticalNanos} whole={traceNanos} of="the trace" />}
        </Row>
        {waitNanos > 0 && (
          <Row term="Waited to begin">
            <Length nanos={waitNanos} />
            <Share part={waitNanos} whole={traceNanos} of="the trace" />
          </Row>
        )}
        <Row term="Starts at">
          <Length nanos={startNanos} />
        </Row>
        <Row term="Started">
          <Timestamp unixNano={startUnixNano(summary)} precision="ns" />
        </Row>
      </dl>
      {summary.remarks.map((remark) => (
        <p key={remark} className="pt-1 text-sm text-warning">
          {remark}.
        </p>
      ))}
    </div>
  );
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Length({ nanos, strong = false }: { readonly nanos: Nanos; readonly strong?: boolean }) {
  return (
    <>
      <span className={strong ? 'font-semibold' : ''}>{formatDuration(nanos)}</span>
      {nanos >= 1000 && <span className="pl-2 text-xs text-text-muted">{formatDurationExact(nanos)}</span>}
    </>
  );
}

function Share({ part, whole, of }: { readonly part: Nanos; readonly whole: Nanos; readonly of: string }) {
  return (
    <span className="pl-2 text-xs text-text-muted">
      {formatShare(part, whole)} of {of}
    </span>
  );
}
