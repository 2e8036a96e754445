import { SortHeader } from '@/components/ui/SortHeader';
import { VisuallyHidden } from '@/components/ui/VisuallyHidden';
import type { Nanos } from '@/lib/base/units';
import { firstDirection, type ServiceSort, type ServicesView } from '@/lib/url/services-view';
import type { ListedService } from './arrange-services';
import { ServiceRows } from './ServiceRows';

interface ServicesTableProps {
  readonly listed: readonly ListedService[];
  /** How much time the counts cover. */
  readonly covered: Nanos;
  readonly view: ServicesView;
  readonly change: (changes: Partial<ServicesView>, how: 'push' | 'replace') => void;
}

const COLUMNS: readonly { sort: ServiceSort; label: string; title: string }[] = [
  { sort: 'rate', label: 'Rate', title: 'Spans per second, over the time that is covered' },
  { sort: 'errors', label: 'Errors', title: 'Share of spans with status Error, and how many' },
  { sort: 'rejected', label: 'Rejected', title: 'Share of spans that refused a business request, and how many' },
  { sort: 'p50', label: 'p50', title: 'Half of the spans took at most this long' },
  { sort: 'p95', label: 'p95', title: '95 % of the spans took at most this long' },
  { sort: 'p99', label: 'p99', title: '99 % of the spans took at most this long' },
  { sort: 'max', label: 'Longest', title: 'The longest span, exactly' },
];

/** Services, each with its operations to unfold, sorted by one column at both levels. */
export function ServicesTable({ listed, covered, view, change }: ServicesTableProps) {
  const onSort = (sort: ServiceSort) =>
    change({ sort, ascending: view.sort === sort ? !view.ascending : firstDirection(sort).ascending }, 'replace');
  const toggle = (name: string, open: boolean) =>
    change({ open: open ? view.open.filter((other) => other !== name) : [...view.open, name] }, 'replace');
  return (
    <div className="relative overflow-x-auto" role="group" aria-label="List of services" tabIndex={0}>
      <table className="w-full text-sm tabular-nums">
        <thead className="text-xs text-text-muted">
          <tr>
            <SortHeader sort="name" label="Service" current={view} onSort={onSort} align="left" className="pl-2" />
            {COLUMNS.map((column) => (
              <SortHeader key={column.sort} {...column} current={view} onSort={onSort} />
            ))}
            <th scope="col">
              <VisuallyHidden>Links</VisuallyHidden>
            </th>
          </tr>
        </thead>
        {listed.map((each) => (
          <ServiceRows
            key={each.service.name}
            listed={each}
            covered={covered}
            range={view.range}
            onToggle={() => toggle(each.service.name, each.open)}
          />
        ))}
      </table>
    </div>
  );
}
