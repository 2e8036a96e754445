'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { Segmented } from '@/components/ui/Segmented';
import { formatCount } from '@/lib/base/units';
import { useUrlView } from '@/lib/url/use-url-view';
import { ListSection } from './ListSection';
import { LIVE_VIEW } from './live-view';
import { TraceList } from './TraceList';
import type { Live } from './use-live';

const CHOICES = [
  { value: 'entries', label: 'Order entries' },
  { value: 'all', label: 'All' },
] as const;

interface LiveTracesProps {
  readonly live: Pick<Live, 'traces' | 'entries' | 'skippedTraces'>;
  readonly openedAtMs: number;
  readonly className: string;
}

/** The latest traces: those that orders came in with, or all, among which one order makes dozens. */
export function LiveTraces({ live: { traces, entries, skippedTraces }, openedAtMs, className }: LiveTracesProps) {
  const [view, change] = useUrlView(LIVE_VIEW);
  const shown = view.traces ?? (entries.data?.length === 0 ? 'all' : 'entries');
  return (
    <ListSection
      title="Traces"
      noun="traces"
      query={shown === 'all' ? traces : entries}
      filter={
        <Segmented
          legend="Which traces"
          hideLegend
          options={CHOICES}
          value={shown}
          onChange={(choice) => change({ traces: choice }, 'replace')}
        />
      }
      note={
        <>
          {/* Entries are asked for again whenever traces were skipped, so none of them is missing. */}
          {shown === 'all' && skippedTraces > 0 && `${formatCount(skippedTraces)} came too fast to list`}
          <Link href="/search" className="text-accent hover:underline">
            Search all
          </Link>
        </>
      }
      empty={
        shown === 'all' ? (
          <EmptyState title="No traces yet">The next one appears here by itself.</EmptyState>
        ) : (
          <EmptyState title="No order came in within the last 24 hours">
            <div className="flex flex-col items-center gap-3">
              <p>Place one with the ticket, and its trace appears here by itself.</p>
              <Button onClick={() => change({ traces: 'all' }, 'replace')}>Show all traces</Button>
            </div>
          </EmptyState>
        )
      }
      className={className}
    >
      {(items) => <TraceList traces={items} openedAtMs={openedAtMs} />}
    </ListSection>
  );
}
