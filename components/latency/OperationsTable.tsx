import { SortHeader } from '@/components/ui/SortHeader';
import type { Nanos } from '@/lib/base/units';
import type { OperationSort } from '@/lib/url/latency-view';
import type { TimeRange } from '@/lib/url/time-range';
import { OperationRow } from './OperationRow';
import { type Operation, sortOperations } from './sort-operations';

interface OperationsTableProps {
  readonly operations: readonly Operation[];
  /** How much time the counts cover. */
  readonly covered: Nanos;
  readonly range: TimeRange;
  readonly current: { readonly sort: OperationSort; readonly ascending: boolean };
  readonly onSort: (sort: OperationSort) => void;
  readonly onFilter: (filter: { readonly service: string; readonly operation: string }) => void;
  readonly hrefOf: (filter: { readonly service: string; readonly operation: string }) => string;
}

const COLUMNS: readonly { sort: OperationSort; label: string; title: string }[] = [
  { sort: 'p50', label: 'p50', title: 'Half of the spans took at most this long' },
  { sort: 'p95', label: 'p95', title: '95 % of the spans took at most this long' },
  { sort: 'p99', label: 'p99', title: '99 % of the spans took at most this long' },
  { sort: 'max', label: 'Longest', title: 'The longest span, exactly' },
  { sort: 'rate', label: 'Rate', title: 'Spans per second, over the time that is covered' },
  { sort: 'errors', label: 'Errors', title: 'Share of spans with status Error, and how many' },
  { sort: 'rejected', label: 'Rejected', title: 'Share of spans that refused a business request, and how many' },
];

/** The slowest operations; a row filters the charts, its links lead to traces. */
export function OperationsTable(props: OperationsTableProps) {
  const { operations, covered, range, current, onSort, onFilter, hrefOf } = props;
  return (
    <div className="relative overflow-x-auto" role="group" aria-label="List of operations" tabIndex={0}>
      <table className="w-full text-sm tabular-nums">
        <thead className="text-xs text-text-muted">
          <tr>
            <th scope="col" className="px-4 py-1 text-left font-medium">
              Service
            </th>
            <th scope="col" className="px-2 py-1 text-left font-medium">
              Operation
            </th>
            {COLUMNS.map((column) => (
              <SortHeader key={column.sort} {...column} current={current} onSort={onSort} />
            ))}
            <th scope="col" className="py-1 pr-4 pl-3 text-left font-medium">
              Slowest spans
            </th>
          </tr>
        </thead>
        <tbody>
          {sortOperations(operations, current.sort, current.ascending).map((operation) => (
            <OperationRow
              key={JSON.stringify([operation.service, operation.name, operation.kind])}
              operation={operation}
              covered={covered}
              range={range}
              onFilter={onFilter}
              hrefOf={hrefOf}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
