import type { TraceSummary } from '@/lib/api/contract';

/** A trace's summary for tests; `index` makes its id and the millisecond in which it starts. */
export function traceOf(index: number, part: Partial<TraceSummary> = {}): TraceSummary {
  return {
    traceId: index.toString(16).padStart(32, '0'),
    rootService: 'gateway',
    rootName: `operation ${index}`,
    rootArrived: true,
    startTimeUnixNano: `${1_767_348_000_000 + index}000000`,
    durationNanos: 1_000_000 * index,
    spanCount: 3,
    errorCount: 0,
    rejectedCount: 0,
    services: ['gateway'],
    keys: [],
    keyCount: 0,
    ...part,
  };
}
