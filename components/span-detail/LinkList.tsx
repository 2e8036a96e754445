'use client';

import Link from 'next/link';
import { Duration } from '@/components/ui/Duration';
import { Icon } from '@/components/ui/Icon';
import { ServiceName } from '@/components/ui/ServiceName';
import type { LinkDetail, SpanDetail } from '@/lib/api/contract';
import { formatCount, formatDuration } from '@/lib/base/units';
import { AttributeList } from './AttributeList';
import type { LinkTarget } from './span-summary';

/** How a link is opened: where it leads, and what is to be done just before. */
export interface LinkOpener {
  readonly hrefOf: (target: LinkTarget) => string;
  /** True when the target is in the trace on the screen and was selected there, so that nothing is to be loaded. */
  readonly selectHere: (target: LinkTarget) => boolean;
}

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
      <ul className="flex flex-col gap-1.5">
        {links.map((link, index) => (
          // The same span may be linked twice.
          <LinkItem key={`${index} ${link.spanId}`} link={link} span={span} opener={opener} />
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

function LinkItem({ link, span, opener }: { link: LinkDetail; span: SpanDetail; opener: LinkOpener }) {
  const { target } = link;
  const elsewhere = link.traceId === span.traceId ? 'in this trace' : 'in another trace';
  return (
    <li className="rounded-md border border-border text-sm">
      {target === null ? (
        <div className="px-3 py-2">
          <p className="break-all font-mono text-xs">
            {link.traceId} / {link.spanId}
          </p>
          <p className="text-text-muted">This span is not stored: not yet arrived, expired, or never sent here.</p>
        </div>
      ) : (
        <Link
          href={opener.hrefOf(link)}
          onClick={(event) => {
            const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
            if (plain && opener.selectHere(link)) event.preventDefault();
          }}
          className="flex items-center gap-2 rounded-md px-3 py-2 hover:bg-surface-sunken"
        >
          <span className="min-w-0 flex-1">
            <ServiceName name={target.service} className="text-text-muted" />{' '}
            <span className="block break-words font-medium">{target.name}</span>{' '}
            <span className="block text-xs text-text-muted">
              {offsetWords(target.startTimeUnixNano, span)} · took <Duration nanos={target.durationNanos} /> ·{' '}
              {elsewhere}
            </span>
          </span>
          <Icon name="arrow-right" className="text-text-muted" />
        </Link>
      )}
      {link.attributes.length > 0 && (
        <div className="border-t border-border px-3 py-1">
          <AttributeList atUnixNano={span.startTimeUnixNano} attributes={link.attributes} of="the link" />
        </div>
      )}
    </li>
  );
}

/** When a target began, as seen from the start of this span. */
function offsetWords(startTimeUnixNano: string, span: SpanDetail): string {
  const nanos = Number(BigInt(startTimeUnixNano) - BigInt(span.startTimeUnixNano));
  if (nanos === 0) return 'started together';
  return nanos < 0 ? `started ${formatDuration(-nanos)} before` : `started ${formatDuration(nanos)} after`;
}
