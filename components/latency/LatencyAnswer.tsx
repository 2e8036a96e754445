import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { cx } from '@/components/ui/cx';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/Icon';
import { Panel } from '@/components/ui/Panel';
import type { LatencyResponse } from '@/lib/api/contract';
import type { Asked } from '@/lib/api/latency';
import { formatCount } from '@/lib/base/units';
import { type LatencyView, latencyHref, shownRange } from '@/lib/url/latency-view';
import { spanOfTime } from './chart-readout';
import { chartSteps, coveredMs } from './chart-steps';
import { Explanation } from './Explanation';
import { OperationsTable } from './OperationsTable';
import { RedCharts } from './RedCharts';
import { SeriesTable } from './SeriesTable';

interface LatencyAnswerProps {
  readonly answer: Asked<LatencyResponse>;
  readonly view: LatencyView;
  readonly change: (changes: Partial<LatencyView>, how: 'push' | 'replace') => void;
  readonly outdated: boolean;
  /** Why the latest refresh failed, while an older answer is shown. */
  readonly failure: Error | null;
}

/** The charts and the operations of one answer. */
export function LatencyAnswer({ answer, view, change, outdated, failure }: LatencyAnswerProps) {
  const steps = chartSteps(answer, answer.askedAtMs);
  const { startMs, endMs } = coveredMs(steps);
  const coveredNanos = Math.max(0, Math.min(endMs, answer.askedAtMs) - startMs) * 1e6;
  const zoomOut = () => {
    if (view.zoom) change({ zoom: null }, 'push');
  };
  if (answer.operationCount === 0)
    return <NothingRecorded view={view} when={spanOfTime(startMs, endMs)} zoomOut={zoomOut} />;
  return (
    <div className={cx('flex flex-col gap-4', outdated && 'opacity-60')} aria-busy={outdated}>
      <Panel
        title={titleOf(view)}
        padded={false}
        actions={
          <>
            {failure && <Badge tone="warning">Not refreshed: {failure.message}</Badge>}
            <span className="text-xs text-text-muted tabular-nums" suppressHydrationWarning>
              {spanOfTime(startMs, endMs)} · steps of {stepText(answer.stepNanos / 60e9)}
            </span>
            {view.zoom && (
              <Button size="sm" onClick={zoomOut}>
                <Icon name="minus" className="size-3" />
                Back to the whole range
              </Button>
            )}
          </>
        }
      >
        <RedCharts steps={steps} scale={view.scale} onZoom={(zoom) => change({ zoom }, 'push')} onZoomOut={zoomOut} />
        <Explanation>
          <SeriesTable steps={steps} />
        </Explanation>
      </Panel>
      <Panel
        title="Slowest operations"
        padded={false}
        actions={<span className="text-xs text-text-muted">{listedText(answer)}</span>}
      >
        <OperationsTable
          operations={answer.operations}
          covered={coveredNanos}
          range={shownRange(view)}
          current={view}
          onSort={(sort) => change({ sort, ascending: view.sort === sort && !view.ascending }, 'replace')}
          onFilter={(filter) => change(filter, 'push')}
          hrefOf={(filter) => latencyHref({ ...view, ...filter })}
        />
      </Panel>
    </div>
  );
}

interface NothingRecordedProps {
  readonly view: LatencyView;
  readonly when: string;
  readonly zoomOut: () => void;
}

function NothingRecorded({ view, when, zoomOut }: NothingRecordedProps) {
  const filtered = view.service !== '' || view.operation !== '';
  return (
    <EmptyState title={`Nothing was recorded from ${when.replace('–', 'to')}`}>
      <p>
        {filtered
          ? 'Look at a longer time, or at all services and operations.'
          : 'Look at a longer time, or place an order on the live page: its spans are counted here as soon as they are stored.'}
      </p>
      {view.zoom && (
        <Button className="mt-3" onClick={zoomOut}>
          Back to the whole range
        </Button>
      )}
    </EmptyState>
  );
}

function titleOf({ service, operation }: LatencyView): string {
  if (operation !== '') return service === '' ? `${operation}, all services` : `${operation} of ${service}`;
  return service === '' ? 'All services' : service;
}

function stepText(minutes: number): string {
  if (minutes % 60 === 0) return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** When not all are listed, which ones are, and what to do about the others. */
function listedText({ operations, operationCount }: LatencyResponse): string {
  if (operations.length === operationCount)
    return operationCount === 1 ? '1 operation' : `${formatCount(operationCount)} operations`;
  return `the ${formatCount(operations.length)} with the highest p95 of ${formatCount(operationCount)}; choose a service to see its others`;
}
