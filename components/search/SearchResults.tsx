'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/Button';
import { Panel } from '@/components/ui/Panel';
import { StatusMark } from '@/components/ui/StatusMark';
import type { SearchSort, TraceSummary } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { countText } from './count-text';
import { DurationScatter } from './DurationScatter';
import { ResultRow } from './ResultRow';

interface SearchResultsProps {
  readonly traces: readonly TraceSummary[];
  readonly title: string;
  readonly sort: SearchSort;
  /** True when more match than were loaded. */
  readonly more: boolean;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
  /** Why the next page did not come. */
  readonly moreFailed: Error | null;
}

/** The traces of the pages loaded so far, as points and as rows. */
export function SearchResults({ traces, title, sort, more, loadingMore, onMore, moreFailed }: SearchResultsProps) {
  const router = useRouter();
  const open = (traceId: string, newTab: boolean) => {
    if (newTab) window.open(`/traces/${traceId}`, '_blank', 'noopener');
    else router.push(`/traces/${traceId}`);
  };
  const longestNanos = traces.reduce((longest, trace) => Math.max(longest, trace.durationNanos), 0);
  const shown = more
    ? `the ${formatCount(traces.length)} ${sort}, more match`
    : `${countText(traces.length, 'match', 'matches')} in all`;
  return (
    <>
      <Panel
        title="Duration"
        padded={false}
        actions={
          <>
            <Legend />
            <span className="ml-3 text-xs text-text-muted">{shown}</span>
          </>
        }
      >
        <DurationScatter traces={traces} onOpen={open} />
      </Panel>
      <Panel title={title} padded={false}>
        <ul>
          {traces.map((trace) => (
            <ResultRow key={trace.traceId} trace={trace} longestNanos={longestNanos} />
          ))}
        </ul>
        <div className="flex items-center justify-center gap-3 border-t border-border p-2 text-sm text-text-muted">
          {moreFailed && <span className="text-error">{moreFailed.message}</span>}
          {more ? (
            <Button onClick={onMore} disabled={loadingMore} size="sm">
              {loadingMore ? 'Loading…' : 'Load more'}
            </Button>
          ) : (
            <span>These are all.</span>
          )}
        </div>
      </Panel>
    </>
  );
}

function Legend() {
  return (
    <span className="flex items-center gap-3 text-xs text-text-muted">
      <span className="flex items-center gap-1">
        <span className="size-2 rounded-full border border-accent bg-accent/30" aria-hidden="true" /> trace
      </span>
      <span className="flex items-center gap-1">
        <StatusMark status="rejected" label="" /> rejected
      </span>
      <span className="flex items-center gap-1">
        <StatusMark status="error" label="" /> error
      </span>
    </span>
  );
}
