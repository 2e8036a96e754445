import type { TraceSummary } from '@/lib/api/contract';
import { sqlFile } from './sql-file';
import type { Store } from './store';

/** So many of a trace's business ids come with its summary, of every key one first; `keyCount` says how many there are. */
export const MAX_SUMMARY_KEYS = 8;

/** Summaries of these traces, newest first; ids that are not stored are left out. */
export async function traceSummaries(store: Store, traceIds: readonly string[]): Promise<TraceSummary[]> {
  if (traceIds.length === 0) return [];
  return store.select<TraceSummary>(sqlFile('queries/trace-summaries.sql'), { traceIds, keyLimit: MAX_SUMMARY_KEYS });
}
