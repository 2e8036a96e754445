import Link from 'next/link';
import { Badge } from '@/components/ui/Badge';
import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import type { TraceSummary } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { Age } from './Age';
import { HEAD, HEAD_NUMBER, newAfterMs, rowClass } from './list-classes';

const SHOWN_IDS = 3;

interface TraceListProps {
  readonly traces: readonly TraceSummary[];
  /** When the page was opened: rows that came later draw attention. */
  readonly openedAtMs: number;
}

/** Traces, newest first. */
export function TraceList({ traces, openedAtMs }: TraceListProps) {
  const newMs = newAfterMs(
    traces.map(({ startTimeUnixNano }) => startTimeUnixNano),
    openedAtMs,
  );
  return (
    <table className="w-full min-w-160 table-fixed border-separate border-spacing-0 text-sm">
      <colgroup>
        <col />
        <col className="w-40" />
        <col className="w-15" />
        <col className="w-20" />
        <col className="w-17" />
      </colgroup>
      <thead>
        <tr>
          <th className={HEAD}>Trace</th>
          <th className={HEAD}>Service</th>
          <th className={HEAD_NUMBER}>Spans</th>
          <th className={HEAD_NUMBER}>Duration</th>
          <th className={HEAD_NUMBER}>Age</th>
        </tr>
      </thead>
      <tbody>
        {traces.map((trace) => (
          <TraceRow key={trace.traceId} trace={trace} openedAtMs={newMs} />
        ))}
      </tbody>
    </table>
  );
}

type TraceRowProps = Omit<TraceListProps, 'traces'> & { readonly trace: TraceSummary };

function TraceRow({ trace, openedAtMs }: TraceRowProps) {
  return (
    <tr className={rowClass(trace.startTimeUnixNano, openedAtMs)}>
      <td>
        <span className="flex items-center gap-2">
          <Link
            href={`/traces/${trace.traceId}`}
            title={trace.rootName}
            className="max-w-[70%] shrink-0 truncate font-medium hover:text-accent hover:underline"
          >
            {trace.rootName}
          </Link>
          {trace.errorCount > 0 && <Badge tone="error">{formatCount(trace.errorCount)}</Badge>}
          {trace.rejectedCount > 0 && <Badge tone="rejected">rejected</Badge>}
          {!trace.rootArrived && <Badge tone="warning">no root yet</Badge>}
          <BusinessIds trace={trace} />
        </span>
      </td>
      <td className="truncate">
        <ServiceName name={trace.rootService} />
      </td>
      <td className="text-right tabular-nums">{formatCount(trace.spanCount)}</td>
      <td className="text-right">
        <Duration nanos={trace.durationNanos} />
      </td>
      <td className="text-right text-text-muted">
        <Age unixNano={trace.startTimeUnixNano} />
      </td>
    </tr>
  );
}

/** The first ids that the trace carries, and how many more there are. */
function BusinessIds({ trace: { keys, keyCount } }: { readonly trace: TraceSummary }) {
  const shown = keys.slice(0, SHOWN_IDS);
  const more = keyCount - shown.length;
  return (
    <span
      title={shown.map(({ key, value }) => `${key}=${value}`).join('\n')}
      className="min-w-0 truncate font-mono text-xs whitespace-pre text-text-muted"
    >
      {shown.map(({ value }) => value).join('  ')}
      {more > 0 && `  +${formatCount(more)}`}
    </span>
  );
}
