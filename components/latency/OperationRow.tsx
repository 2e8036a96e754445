import Link from 'next/link';
import type { MouseEvent } from 'react';
import { Duration } from '@/components/ui/Duration';
import { Icon } from '@/components/ui/Icon';
import { ServiceName } from '@/components/ui/ServiceName';
import { formatCount, formatDuration, type Nanos } from '@/lib/base/units';
import { formatRate, formatShare, NO_NUMBER } from '@/lib/latency/format';
import { perSecond, share } from '@/lib/latency/rates';
import type { TimeRange } from '@/lib/url/time-range';
import { exampleHref, slowSpansHref } from './operation-links';
import type { Operation } from './sort-operations';

interface OperationRowProps {
  readonly operation: Operation;
  readonly covered: Nanos;
  readonly range: TimeRange;
  readonly onFilter: (filter: { readonly service: string; readonly operation: string }) => void;
  readonly hrefOf: (filter: { readonly service: string; readonly operation: string }) => string;
}

const LENGTHS = ['p50', 'p95', 'p99', 'max'] as const;
const NUMBER = 'px-3 py-1 text-right whitespace-nowrap';

/** One operation. A click beside its links filters too; with the keyboard it is the name that does. */
export function OperationRow({ operation, covered, range, onFilter, hrefOf }: OperationRowProps) {
  const { service, name, kind, count } = operation;
  const filter = { service, operation: name };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (event.target instanceof Element && event.target.closest('a')) return;
    // The end of marking text with the mouse is no click on the row.
    if (window.getSelection()?.isCollapsed === false) return;
    onFilter(filter);
  };
  return (
    <tr className="cursor-pointer border-t border-border hover:bg-surface-sunken" onClick={onClick}>
      <td className="max-w-56 px-4 py-1">
        <ServiceName name={service} className="max-w-full" />
      </td>
      <th scope="row" className="max-w-96 px-2 py-1 text-left font-normal">
        <span className="flex min-w-0 items-baseline gap-2">
          <Link href={hrefOf(filter)} title={name} className="truncate font-medium hover:underline">
            {name}
          </Link>
          <span className="text-xs text-text-muted">{kind}</span>
        </span>
      </th>
      {LENGTHS.map((column) => (
        <td key={column} className={NUMBER}>
          {operation[column] === null ? NO_NUMBER : <Duration nanos={operation[column]} />}
        </td>
      ))}
      <td className={NUMBER} title={`${formatCount(count)} spans`}>
        {formatRate(perSecond(count, covered))}
      </td>
      <Part part={operation.errors} whole={count} />
      <Part part={operation.rejected} whole={count} />
      <td className="py-1 pr-4 pl-3">
        <span className="flex items-center gap-3">
          {operation.examples.map((example) => (
            <Link
              key={example.spanId}
              href={exampleHref(example)}
              title={`Open trace ${example.traceId} at this span`}
              className="whitespace-nowrap text-accent hover:underline"
            >
              {formatDuration(example.durationNanos)}
            </Link>
          ))}
          {operation.examples.length === 0 && <span className="text-text-muted">no longer stored</span>}
          <Link
            href={slowSpansHref(operation, range)}
            aria-label={`Search for spans of ${name} that took longer than its p95`}
            title="Search for spans that took longer than the p95"
            className="ml-auto rounded-sm p-1 text-text-muted hover:text-accent"
          >
            <Icon name="search" className="size-3.5" />
          </Link>
        </span>
      </td>
    </tr>
  );
}

/** A share and how many; quiet where there is none. */
function Part({ part, whole }: { readonly part: number; readonly whole: number }) {
  if (part === 0) return <td className={`${NUMBER} text-text-muted`}>0</td>;
  return (
    <td className={NUMBER}>
      {formatShare(share(part, whole))} <span className="text-text-muted">({formatCount(part)})</span>
    </td>
  );
}
