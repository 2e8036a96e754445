import { Badge } from '@/components/ui/Badge';
import { cx } from '@/components/ui/cx';
import { EmptyState } from '@/components/ui/EmptyState';
import { Panel } from '@/components/ui/Panel';
import { Timestamp } from '@/components/ui/Timestamp';
import type { ServicesResponse } from '@/lib/api/contract';
import type { Asked } from '@/lib/api/latency';
import { formatCount } from '@/lib/base/units';
import { elapsedIn } from '@/lib/latency/rates';
import { coverWhole } from '@/lib/latency/steps';
import type { ServicesView } from '@/lib/url/services-view';
import { arrangeServices } from './arrange-services';
import { ServicesTable } from './ServicesTable';

interface ServicesAnswerProps {
  readonly answer: Asked<ServicesResponse>;
  readonly view: ServicesView;
  readonly change: (changes: Partial<ServicesView>, how: 'push' | 'replace') => void;
  readonly outdated: boolean;
  /** Why the latest refresh failed, while an older answer is shown. */
  readonly failure: Error | null;
}

/** The services of one answer, or why there are none to list. */
export function ServicesAnswer({ answer, view, change, outdated, failure }: ServicesAnswerProps) {
  const cover = coverWhole(BigInt(answer.asked.startUnixNano), BigInt(answer.asked.endUnixNano));
  const covered = elapsedIn(cover.start, cover.stepNanos, BigInt(answer.askedAtMs) * 1_000_000n);
  if (answer.serviceCount === 0) {
    return (
      <EmptyState title="No service sent a span in this time">
        Look at a longer time, place an order on the live page, or point an OpenTelemetry exporter at this server: OTLP
        over HTTP, to /v1/traces.
      </EmptyState>
    );
  }
  const listed = arrangeServices(answer.services, view);
  return (
    <Panel
      title="Services"
      padded={false}
      className={cx(outdated && 'opacity-60')}
      actions={
        <>
          {failure && <Badge tone="warning">Not refreshed: {failure.message}</Badge>}
          <span className="text-xs text-text-muted">
            {countText(listed.length, answer)} ·{' '}
            <Timestamp unixNano={String(cover.start)} precision="s" className="text-text-muted" /> –{' '}
            <Timestamp unixNano={String(cover.end)} precision="s" className="text-text-muted" />, whole minutes
          </span>
        </>
      }
    >
      {listed.length === 0 ? (
        <EmptyState title="No service or operation contains that text">Shorten or clear the filter.</EmptyState>
      ) : (
        <ServicesTable listed={listed} covered={covered} view={view} change={change} />
      )}
      <p className="border-t border-border px-4 py-2 text-xs text-text-muted">
        Percentiles are over all spans of a service or operation, within 1 % of the exact value. Rejected means that a
        business request was refused, which is no error.
      </p>
    </Panel>
  );
}

function countText(shown: number, { services, serviceCount }: ServicesResponse): string {
  const all = serviceCount === 1 ? '1 service' : `${formatCount(serviceCount)} services`;
  if (services.length < serviceCount) return `the ${formatCount(services.length)} busiest of ${all}`;
  return shown < serviceCount ? `${formatCount(shown)} of ${all}` : all;
}
