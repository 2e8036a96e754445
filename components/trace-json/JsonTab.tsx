'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/CopyButton';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import { traceJsonQuery, traceJsonUrl } from '@/lib/api/trace-tabs';
import { formatCount } from '@/lib/base/units';
import type { Trace } from '@/lib/trace/trace';
import { whyNotShown } from './json-size';

/** A trace as OTLP JSON, as it would be sent; loaded when the tab is opened. */
export function JsonTab({ trace }: { readonly trace: Trace }) {
  const { traceId, spanCount } = trace;
  const tooMany = whyNotShown(spanCount, 0);
  const { data, error, refetch } = useQuery({ ...traceJsonQuery(traceId, spanCount), enabled: tooMany === null });
  const reason = tooMany ?? (data === undefined ? null : whyNotShown(spanCount, data.length));

  if (reason !== null) {
    return (
      <EmptyState title="This trace is too large to show as JSON">
        <p className="pb-3">{reason}</p>
        <DownloadLink traceId={traceId}>Download OTLP JSON</DownloadLink>
      </EmptyState>
    );
  }
  if (error !== null) {
    return <ErrorState error={error} title="The JSON could not be loaded" retry={() => void refetch()} />;
  }
  if (data === undefined) return <Loading label="Loading the JSON" />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 items-center gap-4 border-b border-border px-4 py-1.5 text-sm">
        <p className="text-text-muted">OTLP JSON, {formatCount(data.length)} characters</p>
        <CopyButton text={data} label="Copy the JSON">
          Copy
        </CopyButton>
        <DownloadLink traceId={traceId}>Download</DownloadLink>
      </div>
      <section
        aria-label="OTLP JSON"
        // It scrolls, so it must be reached by the keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto px-4 py-2 focus-visible:-outline-offset-2"
      >
        <pre className="font-mono text-xs">{data}</pre>
      </section>
    </div>
  );
}

function DownloadLink({ traceId, children }: { readonly traceId: string; readonly children: ReactNode }) {
  return (
    <a
      href={traceJsonUrl(traceId, 'otlp')}
      download={`trace-${traceId}.otlp.json`}
      className="text-sm text-accent hover:underline"
    >
      {children}
    </a>
  );
}
