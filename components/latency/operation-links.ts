import { formatDuration, type Nanos } from '@/lib/base/units';
import { formatValue } from '@/lib/search/format';
import { searchHref } from '@/lib/url/search-view';
import type { TimeRange } from '@/lib/url/time-range';

interface OperationName {
  readonly service: string;
  readonly name: string;
  readonly p95: Nanos | null;
}

/** A search for the spans of an operation that took longer than its p95, in the same time. */
export function slowSpansHref({ service, name, p95 }: OperationName, range: TimeRange): string {
  const terms = [`service=${formatValue(service)}`, `operation=${formatValue(name)}`];
  // Three digits: the percentile itself is within 1 %. Whole nanoseconds: there are no smaller ones to search for.
  if (p95 !== null) terms.push(`duration>${formatDuration(Math.round(p95)).replaceAll(' ', '')}`);
  return searchHref({ q: terms.join(' '), range });
}

/** The page of an example's trace, with the span selected. */
export function exampleHref({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string {
  return `/traces/${traceId}?span=${spanId}`;
}
