import { formatKey } from '@/lib/search/format';
import { spansQuery } from '@/lib/search/spans-query';
import type { SpanGroups } from '@/lib/trace/statistics-groups';
import type { StatisticsBy } from '@/lib/url/trace-tabs';

/** The query that finds the spans of a group: `service=risk name=check`. */
export function findOfGroup(groups: SpanGroups, by: StatisticsBy, group: number): string {
  const text = groups.textOf(group);
  if (typeof by !== 'string') return spansQuery([[formatKey(by.attribute), text]]);
  const service = groups.serviceOf(group) ?? '';
  return spansQuery(
    by === 'service'
      ? [['service', service]]
      : [
          ['service', service],
          ['name', text],
        ],
  );
}
