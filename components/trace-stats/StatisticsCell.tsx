import { Duration } from '@/components/ui/Duration';
import { ServiceName } from '@/components/ui/ServiceName';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatCount } from '@/lib/base/units';
import type { StatisticsSort } from '@/lib/url/trace-tabs';
import type { SortedStatistics } from './use-statistics';

interface StatisticsCellProps {
  readonly shown: SortedStatistics;
  readonly group: number;
  readonly column: StatisticsSort;
}

/** One number of one group, or what its spans share. */
export function StatisticsCell({ shown: { groups, statistics }, group, column }: StatisticsCellProps) {
  switch (column) {
    case 'name':
      return <GroupName service={groups.serviceOf(group)} text={groups.textOf(group)} />;
    case 'count':
      return formatCount(statistics.counts[group] as number);
    case 'errors': {
      const errors = statistics.errors[group] as number;
      return errors === 0 ? (
        ''
      ) : (
        <span className="inline-flex items-center gap-1">
          <StatusMark status="error" label="" />
          {formatCount(errors)}
        </span>
      );
    }
    default: {
      const { totals, selfs, p50, p95, p99, maxima } = statistics;
      const nanos = { total: totals, self: selfs, p50, p95, p99, max: maxima }[column];
      return <Duration nanos={nanos[group] as number} />;
    }
  }
}

function GroupName({ service, text }: { readonly service: string | null; readonly text: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {service !== null && <ServiceName name={service} className="max-w-[60%] shrink-0" />}{' '}
      {service === null && text === '' ? (
        <span className="text-text-muted">empty</span>
      ) : (
        <span title={text} dir="auto" className="truncate">
          {text}
        </span>
      )}
    </span>
  );
}
