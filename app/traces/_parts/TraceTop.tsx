'use client';

import { memo, useMemo } from 'react';
import { useStore } from 'zustand';
import type { TimelineModel } from '@/components/timeline/timeline-model';
import type { TraceViewStore } from '@/components/timeline/view-store';
import { IconButton } from '@/components/ui/IconButton';
import { DownloadMenu } from './DownloadMenu';
import { LinkNotes } from './LinkNotes';
import { OddityList } from './OddityList';
import { oddityNotes } from './oddity-notes';
import { ShareButton } from './ShareButton';
import { TraceHeader } from './TraceHeader';
import { Trail } from './Trail';
import { linkNotes } from './trace-links';

interface TraceTopProps {
  readonly model: TimelineModel;
  /** With the times that were recorded: what is downloaded. */
  readonly recorded: TimelineModel;
  readonly store: TraceViewStore;
  readonly flush: () => void;
  /** Selects a span and brings it into view. */
  readonly show: (span: number) => void;
  readonly arriving: boolean;
  readonly refresh: () => void;
  readonly refreshError: Error | null;
}

/** What is above the views of a trace: the way that led here, what the trace is, and what is odd about it. */
export const TraceTop = memo(function TraceTop(props: TraceTopProps) {
  const { model, recorded, store, flush, show, arriving, refresh, refreshError } = props;
  const trail = useStore(store, (state) => state.trail);
  const pills = useStore(store, (state) => state.pills);
  const notes = useMemo(() => oddityNotes(model), [model]);
  const links = useMemo(() => linkNotes(model), [model]);
  const showLinks = (span: number) => {
    show(span);
    store.setState({ tab: 'links' });
  };
  return (
    <>
      <Trail trail={trail} pills={pills} />
      <TraceHeader
        model={model}
        links={<LinkNotes notes={links} onShow={showLinks} />}
        actions={
          <>
            <p role="status" className="min-w-0 text-right text-xs text-text-muted empty:-mr-2">
              {arriving && refreshError === null && 'Recent: new spans appear by themselves'}
            </p>
            <IconButton icon="refresh" label="Load the trace again" onClick={refresh} />
            <DownloadMenu facts={recorded} />
            <ShareButton store={store} flush={flush} />
          </>
        }
      />
      <p role="status" className="border-b border-border px-4 py-1 text-sm text-warning empty:border-0 empty:py-0">
        {refreshError !== null && `Not up to date: ${refreshError.message}`}
      </p>
      <OddityList notes={notes} onShow={show} />
    </>
  );
});
