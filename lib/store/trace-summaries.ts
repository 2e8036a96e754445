import type { TraceSummary } from '@/lib/api/contract';
import { sqlFile } from './sql-file';
import type { Store } from './store';

type SummaryRow = Omit<TraceSummary, 'keys' | 'keyCount'>;

/** Summaries of these traces, newest first; ids that are not stored are left out. */
export async function traceSummaries(store: Store, traceIds: readonly string[]): Promise<SummaryRow[]> {
  if (traceIds.length === 0) return [];
  return store.select<SummaryRow>(sqlFile('queries/trace-summaries.sql'), { traceIds });
}
