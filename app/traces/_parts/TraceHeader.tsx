'use client';

import type { ReactNode } from 'react';
import { Fold } from '@/components/timeline/layout-rows';
import { rowFacts } from '@/components/timeline/row-facts';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import { CopyButton } from '@/components/ui/CopyButton';
import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import { StatusMark } from '@/components/ui/StatusMark';
import { Timestamp } from '@/components/ui/Timestamp';
import { formatCount } from '@/lib/base/units';

interface TraceHeaderProps {
  readonly model: TimelineModel;
  /** Where the trace hangs together with others. */
  readonly links: ReactNode;
  readonly actions: ReactNode;
}

/** What the trace is, when it was and how much of what it holds. */
export function TraceHeader({ model, links, actions }: TraceHeaderProps) {
  const { trace, root, groups, duration, errorCount, rejectedCount } = model;
  const { service, name } = rowFacts(model, root, Fold.None);
  return (
    <header className="border-b border-border bg-surface-raised px-4 py-2">
      <div className="flex items-center gap-x-6 gap-y-1 max-sm:flex-wrap">
        <div className="flex min-w-0 flex-1 basis-80 items-baseline gap-x-4">
          <h1 className="flex min-w-0 items-baseline gap-2.5 text-xl">
            <ServiceName name={service} className="max-w-[40%] text-base text-text-muted" />
            <span className="truncate font-semibold" title={name} dir="auto">
              {name}
            </span>
          </h1>
          {links}
        </div>
        {/* As high as two lines of what is said there for a while, so that nothing below moves. */}
        <div className="flex min-h-8 min-w-0 items-center gap-2 max-sm:flex-wrap">{actions}</div>
      </div>
      <dl className="flex flex-wrap items-center gap-x-5 gap-y-0.5 pt-0.5 text-sm">
        <Fact term="Duration">
          <Duration nanos={duration} className="font-semibold" />
        </Fact>
        <Fact term="Started">
          <Timestamp unixNano={String(trace.startUnixNano)} />
        </Fact>
        <Fact term="Spans">{formatCount(trace.spanCount)}</Fact>
        <Fact term="Services">{formatCount(groups.length)}</Fact>
        <Fact term="Errors">
          {errorCount > 0 && <StatusMark status="error" label="" />}
          {formatCount(errorCount)}
        </Fact>
        <Fact term="Rejected">
          {rejectedCount > 0 && <StatusMark status="rejected" label="" />}
          {formatCount(rejectedCount)}
        </Fact>
        <Fact term="Trace">
          <code className="font-mono text-xs">{trace.traceId}</code>
          <CopyButton text={trace.traceId} label="Copy the trace id" />
        </Fact>
      </dl>
    </header>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="text-text-muted">{term}</dt>
      <dd className="flex items-center gap-1 tabular-nums">{children}</dd>
    </div>
  );
}
