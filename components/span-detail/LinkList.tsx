'use client';

import type { LinkDetail, SpanDetail } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import { ALL_OPEN_UP_TO, groupLinks } from './group-links';
import { LinkGroupItem } from './LinkGroupItem';
import type { LinkOpener } from './LinkItem';

/** What a span was caused by, and what it led to, in this trace and in others. */
export function LinkList({ span, opener }: { readonly span: SpanDetail; readonly opener: LinkOpener }) {
  return (
    <div className="flex flex-col gap-4">
      <LinkSection
        title="Caused by"
        none="This span names no other span as its cause."
        links={span.causedBy}
        total={span.causedBy.length}
        span={span}
        opener={opener}
      />
      {span.dropped.links > 0 && (
        <p className="text-sm text-warning">{formatCount(span.dropped.links)} further links were dropped.</p>
      )}
      <LinkSection
        title="Led to"
        none="No stored span links to this one."
        links={span.ledTo}
        total={span.ledToCount}
        span={span}
        opener={opener}
      />
    </div>
  );
}

interface LinkSectionProps {
  readonly title: string;
  readonly none: string;
  readonly links: readonly LinkDetail[];
  readonly total: number;
  readonly span: SpanDetail;
  readonly opener: LinkOpener;
}

function LinkSection({ title, none, links, total, span, opener }: LinkSectionProps) {
  return (
    <section aria-label={title}>
      <h3 className="pb-1 text-sm font-semibold">
        {title} <span className="font-normal text-text-muted">{total > 0 && formatCount(total)}</span>
      </h3>
      {total === 0 && <p className="text-sm text-text-muted">{none}</p>}
      <ul className="flex flex-col gap-1">
        {groupLinks(links).map((group, index) => (
          <LinkGroupItem
            key={JSON.stringify(group.operation)}
            group={group}
            initiallyOpen={index === 0 || links.length <= ALL_OPEN_UP_TO}
            span={span}
            opener={opener}
          />
        ))}
      </ul>
      {total > links.length && (
        <p className="pt-1 text-sm text-text-muted">
          The first {formatCount(links.length)} of {formatCount(total)} are listed.
        </p>
      )}
    </section>
  );
}
