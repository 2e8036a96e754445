import { formatValue } from '@/lib/search/format';
import { latencyHref } from '@/lib/url/latency-view';
import { searchHref } from '@/lib/url/search-view';
import type { TimeRange } from '@/lib/url/time-range';

/** The latency page and the search for a service, or for one operation of it, in the same time. */
export function linksTo(service: string, operation: string, range: TimeRange): { latency: string; search: string } {
  const terms = [`service=${formatValue(service)}`];
  if (operation !== '') terms.push(`operation=${formatValue(operation)}`);
  return {
    latency: latencyHref({ service, operation, range }),
    search: searchHref({ q: terms.join(' '), range }),
  };
}
