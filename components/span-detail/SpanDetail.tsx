'use client';

import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/ui/ErrorState';
import { Loading } from '@/components/ui/Loading';
import type { SpanDetail as Span } from '@/lib/api/contract';
import { spanDetailQuery } from '@/lib/api/trace';
import { formatCount } from '@/lib/base/units';
import type { DetailTab } from '@/lib/url/trace-view';
import { AttributeList } from './AttributeList';
import type { AttributeActions } from './AttributeRow';
import { DetailTabs } from './DetailTabs';
import { EventList } from './EventList';
import type { LinkOpener } from './LinkItem';
import { LinkList } from './LinkList';
import { PeerPart } from './PeerPart';
import { ResourceTab } from './ResourceTab';
import { SpanHeading } from './SpanHeading';
import { SpanTimings } from './SpanTimings';
import { peerSpan, type SpanSummary } from './span-summary';

interface SpanDetailProps {
  readonly traceId: string;
  readonly spanId: string;
  /** Null when the trace on the screen does not have the span. */
  readonly summary: SpanSummary | null;
  readonly tab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  readonly onClose: () => void;
  readonly opener: LinkOpener;
  readonly actions: AttributeActions;
}

/** One span whole: what the trace knows of it at once, the rest as soon as it is loaded. */
export function SpanDetail(props: SpanDetailProps) {
  const { traceId, spanId, summary, tab, onTab, onClose, opener, actions } = props;
  const { data: span, error, refetch } = useQuery(spanDetailQuery(traceId, spanId));
  const known = summary ?? (span === undefined ? null : { ...span, status: span.status.code });
  const peer = peerSpan(summary, span);
  return (
    <aside
      aria-label="Span"
      data-escape="timeline"
      className="@container flex min-h-0 min-w-0 flex-1 flex-col bg-surface-raised"
    >
      <SpanHeading spanId={spanId} summary={known} statusMessage={span?.status.message ?? ''} onClose={onClose} />
      {/* One below the other in a column; side by side where the panel is wide, and then usually low. */}
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto @3xl:flex-row @3xl:overflow-hidden">
        <div className="shrink-0 border-border @3xl:w-104 @3xl:overflow-y-auto @3xl:border-r">
          {summary !== null && <SpanTimings summary={summary} />}
          {peer !== null && <PeerPart span={peer} />}
        </div>
        <div className="flex min-h-48 min-w-0 flex-1 flex-col @3xl:min-h-0">
          <DetailTabs tab={tab} onTab={onTab} counts={span === undefined ? {} : tabCounts(span)}>
            {error !== null ? (
              <ErrorState error={error} title="The span could not be loaded" retry={() => void refetch()} />
            ) : span === undefined ? (
              <Loading label="Loading the span" />
            ) : (
              // Filters and folds are those of one span.
              <TabContent key={spanId} tab={tab} span={span} opener={opener} actions={actions} />
            )}
          </DetailTabs>
        </div>
      </div>
    </aside>
  );
}

function tabCounts({ attributes, events, causedBy, ledToCount }: Span): Partial<Record<DetailTab, number>> {
  return { attributes: attributes.length, events: events.length, links: causedBy.length + ledToCount };
}

type TabContentProps = Pick<SpanDetailProps, 'tab' | 'opener' | 'actions'> & { readonly span: Span };

function TabContent({ tab, span, opener, actions }: TabContentProps) {
  switch (tab) {
    case 'attributes':
      return (
        <>
          <AttributeList
            searchAtUnixNano={span.startTimeUnixNano}
            actions={actions}
            attributes={span.attributes}
            of="the span"
            droppedCount={span.dropped.attributes}
          />
          {span.alteredValuesCount > 0 && (
            <p className="pt-1 text-sm text-warning">
              {formatCount(span.alteredValuesCount)} {span.alteredValuesCount === 1 ? 'value was' : 'values were'} cut
              to size or repaired before storing.
            </p>
          )}
        </>
      );
    case 'events':
      return <EventList span={span} />;
    case 'links':
      return <LinkList span={span} opener={opener} />;
    case 'resource':
      return <ResourceTab span={span} actions={actions} />;
  }
}
