import type { SpanCondition } from '@/lib/search/conditions';
import { spanConditionSql } from './search-conditions';
import { completeKeys } from './search-matching';
import { Bindings } from './search-sql';
import { fillSql } from './sql-file';
import type { Store } from './store';
import { traceExtent, traceNotFound } from './traces';

/** Attributes are read in full for each span of the trace; who waits longer has given up. */
const MAX_SECONDS = 15;

/**
 * The ids of the spans of one trace on which all conditions hold, all of them, as an Arrow stream (see
 * `lib/trace/decode-span-ids`). The conditions mean what they mean in a search over many traces.
 * @throws FillpathError `not-found`, `unavailable` when it takes longer than 15 s.
 */
export async function matchingSpanIds(
  store: Store,
  traceId: string,
  conditions: readonly SpanCondition[],
): Promise<Uint8Array> {
  const [extent, keys] = await Promise.all([traceExtent(store, traceId), completeKeys(store, conditions)]);
  if (extent === null) throw traceNotFound(traceId);
  const bindings = new Bindings();
  const tests = [...conditions.map((condition) => spanConditionSql(condition, bindings, keys)), 'true'].join(' AND ');
  const sql = fillSql('queries/span-matches.sql', { tests });
  return store.selectArrow(sql, { traceId, ...extent, ...bindings.params }, { maxSeconds: MAX_SECONDS });
}
