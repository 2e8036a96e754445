import { formatKey, formatValue } from '@/lib/search/format';
import type { SpanGroups } from '@/lib/trace/statistics-groups';
import type { StatisticsBy } from '@/lib/url/trace-tabs';

/** The query that finds the spans of a group: `service=risk name=check`. */
export function findOfGroup(groups: SpanGroups, by: StatisticsBy, group: number): string {
  const service = groups.serviceOf(group);
  const text = formatValue(groups.textOf(group));
  if (typeof by !== 'string') return `${formatKey(by.attribute)}=${text}`;
  const ofService = `service=${formatValue(service ?? '')}`;
  return by === 'service' ? ofService : `${ofService} name=${text}`;
}
