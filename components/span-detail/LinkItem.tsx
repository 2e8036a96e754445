'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { Duration } from '@/components/ui/Duration';
import { Icon } from '@/components/ui/Icon';
import type { LinkDetail, SpanDetail } from '@/lib/api/contract';
import { formatCount, formatDuration } from '@/lib/base/units';
import { AttributeList } from './AttributeList';
import { linkSubject } from './link-subject';
import type { LinkTarget } from './span-summary';

/** How a link is opened: where it leads, and what is to be done just before. */
export interface LinkOpener {
  readonly hrefOf: (target: LinkTarget) => string;
  /** True when the target is in the trace on the screen and was selected there, so that nothing is to be loaded. */
  readonly selectHere: (target: LinkTarget) => boolean;
}

interface LinkItemProps {
  readonly link: LinkDetail;
  readonly span: SpanDetail;
  readonly opener: LinkOpener;
}

/** One link in one line, below the operation that it leads to; what is on the link itself unfolds. */
export function LinkItem({ link, span, opener }: LinkItemProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const count = link.attributes.length;
  return (
    <li className="text-xs">
      <div className="flex items-center gap-2 rounded-md hover:bg-surface-sunken">
        <LinkEnd link={link} span={span} opener={opener} />
        {count > 0 && (
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className="flex shrink-0 items-center gap-0.5 rounded-sm px-1 py-0.5 text-text-muted hover:text-text"
          >
            <Icon name={open ? 'chevron-down' : 'chevron-right'} className="size-3" />
            {formatCount(count)} {count === 1 ? 'attribute' : 'attributes'}
          </button>
        )}
      </div>
      {open && (
        <div id={id} className="border-l border-border pl-3">
          <AttributeList searchAtUnixNano={span.startTimeUnixNano} attributes={link.attributes} of="the link" />
        </div>
      )}
    </li>
  );
}

function LinkEnd({ link, span, opener }: LinkItemProps) {
  const { target } = link;
  if (target === null) {
    return (
      <p className="min-w-0 flex-1 break-all py-1 pl-6 font-mono">
        <Subject link={link} />
        {link.traceId} / {link.spanId}
      </p>
    );
  }
  return (
    <Link
      href={opener.hrefOf(link)}
      onClick={(event) => {
        const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
        if (plain && opener.selectHere(link)) event.preventDefault();
      }}
      className="flex min-w-0 flex-1 items-center gap-1.5 rounded-md py-1 pl-6 tabular-nums"
    >
      <span className="sr-only">
        {target.service} {target.name}{' '}
      </span>
      <span className="min-w-0 flex-1">
        <Subject link={link} />
        {offsetWords(target.startTimeUnixNano, span)} · took <Duration nanos={target.durationNanos} />
        <span className="text-text-muted">
          {' · '}
          {link.traceId === span.traceId ? 'this trace' : 'another trace'}
        </span>
      </span>
      <Icon name="arrow-right" className="size-3.5 text-text-muted" />
    </Link>
  );
}

/** The order, or what else the link is about; the next words begin a new line where they do not fit beside it. */
function Subject({ link }: { readonly link: LinkDetail }) {
  const subject = linkSubject(link);
  return (
    subject && (
      <span
        title={`${subject.key} ${subject.text}`}
        className="mr-2 inline-block max-w-full truncate align-bottom font-mono"
      >
        {subject.text}{' '}
      </span>
    )
  );
}

/** When a target started, as seen from the start of this span. */
function offsetWords(startTimeUnixNano: string, span: SpanDetail): string {
  const nanos = Number(BigInt(startTimeUnixNano) - BigInt(span.startTimeUnixNano));
  if (nanos === 0) return 'at its start';
  return nanos < 0 ? `${formatDuration(-nanos)} before` : `${formatDuration(nanos)} after`;
}
