import { ServiceName } from '@/components/ui/ServiceName';
import { StatusMark } from '@/components/ui/StatusMark';
import type { TraceSummary } from '@/lib/api/contract';
import { formatCount, formatDuration, formatTimestamp } from '@/lib/base/units';
import { countText } from './count-text';

interface ScatterTooltipProps {
  readonly trace: TraceSummary;
  readonly xPx: number;
  readonly yPx: number;
  /** Of the chart: the tooltip stays inside. */
  readonly widthPx: number;
}

const GAP_PX = 12;

/** What a point stands for, beside it; read out by the chart itself. */
export function ScatterTooltip({ trace, xPx, yPx, widthPx }: ScatterTooltipProps) {
  const side = xPx < widthPx / 2 ? { left: xPx + GAP_PX } : { right: widthPx - xPx + GAP_PX };
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute z-10 flex max-w-md flex-col gap-0.5 rounded-md border border-border-strong bg-surface-raised px-3 py-2 text-xs shadow-lg"
      style={{ ...side, top: Math.max(0, yPx - 40) }}
    >
      <span className="flex items-center gap-2 text-sm">
        <ServiceName name={trace.rootService} />
        <span className="truncate font-medium">{trace.rootName}</span>
      </span>
      <span className="whitespace-nowrap text-text-muted tabular-nums">
        <span className="font-medium text-text">{formatDuration(trace.durationNanos)}</span> ·{' '}
        {formatTimestamp(trace.startTimeUnixNano, { precision: 'ms', date: false })} ·{' '}
        {countText(trace.spanCount, 'span')}
      </span>
      {trace.errorCount > 0 && (
        <span className="flex items-center gap-1 text-error">
          <StatusMark status="error" label="" /> {countText(trace.errorCount, 'error')}
        </span>
      )}
      {trace.rejectedCount > 0 && (
        <span className="flex items-center gap-1 text-rejected">
          <StatusMark status="rejected" label="" /> {formatCount(trace.rejectedCount)} rejected
        </span>
      )}
    </div>
  );
}

/** The same in one sentence. */
export function traceSentence(trace: TraceSummary): string {
  const failures = [
    ...(trace.errorCount > 0 ? [countText(trace.errorCount, 'error')] : []),
    ...(trace.rejectedCount > 0 ? [`${formatCount(trace.rejectedCount)} rejected`] : []),
  ];
  const start = formatTimestamp(trace.startTimeUnixNano, { precision: 'ms', date: false });
  return [
    `${trace.rootService} ${trace.rootName}, ${formatDuration(trace.durationNanos)}, at ${start}`,
    ...failures,
  ].join(', ');
}
