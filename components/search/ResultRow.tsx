import Link from 'next/link';
import { Badge } from '@/components/ui/Badge';
import { Duration } from '@/components/ui/Duration';
import { ServiceColours } from '@/components/ui/ServiceColours';
import { ServiceName } from '@/components/ui/ServiceName';
import { Timestamp } from '@/components/ui/Timestamp';
import type { TraceSummary } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { formatKey, formatValue } from '@/lib/search/format';
import { searchHref } from '@/lib/url/search-view';
import { countText } from './count-text';
import { traceStatus } from './scatter-points';

interface ResultRowProps {
  readonly trace: TraceSummary;
  /** Of the longest trace that is listed: the bar of this one is in proportion. */
  readonly longestNanos: number;
}

/** Beside the root's. More chips than this make a row that nobody reads; the rest is counted. */
const MAX_SERVICES = 6;

const BAR = { ok: 'bg-accent/50', rejected: 'bg-rejected/60', error: 'bg-error/60' } as const;

/** One trace: what it began with, what it touched, how long it took. */
export function ResultRow({ trace, longestNanos }: ResultRowProps) {
  const part = longestNanos === 0 ? 0 : trace.durationNanos / longestNanos;
  return (
    <li className="grid grid-cols-[auto_auto_minmax(6rem,1fr)] items-center md:grid-cols-[minmax(0,1fr)_5rem_auto_12rem] gap-x-6 gap-y-1.5 border-t border-border px-4 py-2 [contain-intrinsic-size:auto_3.5rem] [content-visibility:auto] hover:bg-surface-sunken/60">
      <ServiceColours services={trace.services}>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 max-md:col-span-full">
          <Link
            href={`/traces/${trace.traceId}`}
            prefetch={false}
            title={`${trace.rootService} ${trace.rootName}\nTrace ${trace.traceId}`}
            className="flex min-h-6 max-w-full min-w-0 items-center gap-2 hover:underline"
          >
            <ServiceName name={trace.rootService} className="shrink-0" />
            <span className="truncate font-medium">{trace.rootName}</span>
          </Link>
          {!trace.rootArrived && (
            <Badge tone="warning" title="No span without a parent is stored: this is the earliest that is.">
              root missing
            </Badge>
          )}
          {trace.errorCount > 0 && <Badge tone="error">{countText(trace.errorCount, 'error')}</Badge>}
          {trace.rejectedCount > 0 && <Badge tone="rejected">{formatCount(trace.rejectedCount)} rejected</Badge>}
          <Services names={trace.services.filter((name) => name !== trace.rootService)} />
        </div>
      </ServiceColours>
      <span className="text-right text-sm whitespace-nowrap text-text-muted">{countText(trace.spanCount, 'span')}</span>
      <Timestamp unixNano={trace.startTimeUnixNano} className="text-sm text-text-muted" />
      <div className="flex items-center gap-3">
        <div className="h-1.5 flex-1 rounded-sm bg-surface-sunken" aria-hidden="true">
          <div
            className={`h-full min-w-0.5 rounded-sm ${BAR[traceStatus(trace)]}`}
            style={{ width: `${part * 100}%` }}
          />
        </div>
        <Duration nanos={trace.durationNanos} className="w-16 text-right text-sm font-medium" />
      </div>
      {trace.keyCount > 0 && <BusinessIds trace={trace} />}
    </li>
  );
}

function Services({ names }: { readonly names: readonly string[] }) {
  const more = names.length - MAX_SERVICES;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-text-muted">
      {names.slice(0, MAX_SERVICES).map((name) => (
        <ServiceName key={name} name={name} />
      ))}
      {more > 0 && <span title={names.slice(MAX_SERVICES).join(', ')}>and {countText(more, 'service')} more</span>}
    </span>
  );
}

function BusinessIds({ trace }: { readonly trace: TraceSummary }) {
  const more = trace.keyCount - trace.keys.length;
  return (
    <div className="col-span-full flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-text-muted">
      {trace.keys.map(({ key, value }) => (
        <span key={`${key} ${value}`} className="max-w-64 truncate">
          {key}{' '}
          <Link
            href={searchHref({ q: `${formatKey(key)}=${formatValue(value)}` })}
            prefetch={false}
            title={`Search all traces of ${key} ${value}`}
            className="font-mono text-accent hover:underline"
          >
            {value}
          </Link>
        </span>
      ))}
      {more > 0 && <span>and {countText(more, 'id')} more</span>}
    </div>
  );
}
