import { formatCount } from '@/lib/base/units';
import { formatRate } from '@/lib/latency/format';
import { coversDays, durationText, stepTime } from './chart-readout';
import { type ChartStep, coveredMs } from './chart-steps';

/** The charts' numbers as a table, for those who read rather than look. */
export function SeriesTable({ steps }: { readonly steps: readonly ChartStep[] }) {
  const days = coversDays(coveredMs(steps));
  const head = 'px-3 py-1 text-right font-medium';
  const cell = 'px-3 py-0.5 text-right';
  return (
    <div
      className="max-h-80 overflow-auto border-t border-border"
      tabIndex={0}
      role="group"
      aria-label="Steps as a table"
    >
      <table className="w-full text-sm tabular-nums">
        <thead className="sticky top-0 bg-surface-raised text-xs text-text-muted">
          <tr>
            <th scope="col" className="px-4 py-1 text-left font-medium">
              Step
            </th>
            {['Rate', 'Spans', 'Errors', 'Rejected', 'p50', 'p95', 'p99', 'Longest'].map((name) => (
              <th key={name} scope="col" className={head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.startMs} className="border-t border-border">
              <th scope="row" className="px-4 py-0.5 text-left font-normal whitespace-nowrap">
                {stepTime(step, days)}
              </th>
              <td className={cell}>{formatRate(step.rate)}</td>
              <td className={cell}>{formatCount(step.count)}</td>
              <td className={cell}>{formatCount(step.errors)}</td>
              <td className={cell}>{formatCount(step.rejected)}</td>
              <td className={cell}>{durationText(step.p50)}</td>
              <td className={cell}>{durationText(step.p95)}</td>
              <td className={cell}>{durationText(step.p99)}</td>
              <td className={cell}>{durationText(step.max)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
