'use client';

import { useId, useState } from 'react';
import { Icon } from '@/components/ui/Icon';
import { ServiceName } from '@/components/ui/ServiceName';
import type { SpanDetail } from '@/lib/api/contract';
import { formatCount } from '@/lib/base/units';
import type { LinkGroup } from './group-links';
import { LinkItem, type LinkOpener } from './LinkItem';

interface LinkGroupItemProps {
  readonly group: LinkGroup;
  readonly initiallyOpen: boolean;
  readonly span: SpanDetail;
  readonly opener: LinkOpener;
}

/** The links to one operation below its name and their count. */
export function LinkGroupItem({ group, initiallyOpen, span, opener }: LinkGroupItemProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  const { operation, links } = group;
  return (
    <li className="rounded-md border border-border">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-1.5 rounded-md px-1.5 py-1 text-left text-sm hover:bg-surface-sunken"
      >
        <Icon name={open ? 'chevron-down' : 'chevron-right'} className="size-3.5 text-text-muted" />
        {operation !== null && <ServiceName name={operation.service} className="max-w-[45%] text-text-muted" />}{' '}
        <span className="min-w-0 break-words font-medium">
          {operation === null ? 'Not stored' : operation.name || '(no name)'}
        </span>{' '}
        <span className="shrink-0 tabular-nums text-text-muted">× {formatCount(links.length)}</span>
      </button>
      {open && (
        <div id={id} className="px-1.5 pb-1">
          {operation === null && (
            <p className="pl-6 text-xs text-text-muted">
              {links.length === 1 ? 'This span is' : 'These spans are'} not stored: not yet arrived, expired, or never
              sent here.
            </p>
          )}
          <ul>
            {links.map((link, index) => (
              // The same span may be linked twice.
              <LinkItem key={`${index} ${link.spanId}`} link={link} span={span} opener={opener} />
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
