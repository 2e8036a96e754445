import Link from 'next/link';
import { Icon } from '@/components/ui/Icon';
import { ServiceName } from '@/components/ui/ServiceName';
import { formatCount, type Nanos } from '@/lib/base/units';
import type { TimeRange } from '@/lib/url/time-range';
import type { ListedService } from './arrange-services';
import { RedCells } from './RedCells';
import { linksTo } from './service-links';

interface ServiceRowsProps {
  readonly listed: ListedService;
  readonly covered: Nanos;
  readonly range: TimeRange;
  readonly onToggle: () => void;
}

/** A service, and under it, when it is open, its operations. */
export function ServiceRows({ listed, covered, range, onToggle }: ServiceRowsProps) {
  const { service, operations, open, held } = listed;
  return (
    <tbody className="border-t border-border">
      <tr className="hover:bg-surface-sunken">
        <th scope="rowgroup" className="max-w-96 px-3 py-1 text-left font-medium">
          <button
            type="button"
            aria-expanded={open}
            disabled={held}
            title={held ? 'Open while the filter finds operations in it' : undefined}
            onClick={onToggle}
            className="flex w-full min-w-0 items-center gap-1.5 rounded-sm text-left"
          >
            <Icon name={open ? 'chevron-down' : 'chevron-right'} className="size-3.5 text-text-muted" />
            <ServiceName name={service.name} />{' '}
            <span className="font-normal whitespace-nowrap text-text-muted">
              {formatCount(service.operationCount)} {service.operationCount === 1 ? 'operation' : 'operations'}
            </span>
          </button>
        </th>
        <RedCells red={service} covered={covered} />
        <Links name={service.name} {...linksTo(service.name, '', range)} />
      </tr>
      {open &&
        operations.map((operation) => (
          <tr key={JSON.stringify([operation.name, operation.kind])} className="hover:bg-surface-sunken">
            <th scope="row" className="max-w-96 py-1 pr-3 pl-11 text-left font-normal">
              <span className="flex min-w-0 items-baseline gap-2">
                <span title={operation.name} className="truncate">
                  {operation.name}
                </span>{' '}
                <span className="text-xs text-text-muted">{operation.kind}</span>
              </span>
            </th>
            <RedCells red={operation} covered={covered} />
            <Links name={`${operation.name} of ${service.name}`} {...linksTo(service.name, operation.name, range)} />
          </tr>
        ))}
      {open && service.operations.length < service.operationCount && (
        <tr>
          <td colSpan={9} className="py-1 pr-3 pl-11 text-xs text-text-muted">
            The {formatCount(service.operations.length)} busiest of {formatCount(service.operationCount)} operations are
            here. The latency page, filtered by this service, lists its slowest.
          </td>
        </tr>
      )}
    </tbody>
  );
}

function Links({
  name,
  latency,
  search,
}: {
  readonly name: string;
  readonly latency: string;
  readonly search: string;
}) {
  const link = 'inline-flex items-center rounded-sm px-1.5 text-accent hover:underline';
  return (
    <td className="px-3 py-1 text-right text-xs whitespace-nowrap">
      <Link href={latency} aria-label={`Latency of ${name}`} className={link}>
        Latency
      </Link>
      <Link href={search} aria-label={`Search for spans of ${name}`} className={link}>
        Search
      </Link>
    </td>
  );
}
