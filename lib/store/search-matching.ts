import type { UnixNanos } from '@/lib/base/units';
import type { Conditions, SpanCondition } from '@/lib/search/conditions';
import { spanConditionSql, traceConditionSql } from './search-conditions';
import { type Bindings, type Candidates } from './search-sql';
import { fillSql } from './sql-file';
import type { Store } from './store';

/** The first and the last nanosecond that DateTime64(9) holds. */
const EARLIEST = -2_208_988_800_000_000_000n;
const LATEST = 9_223_286_400_000_000_000n;

/**
 * How to find the traces that pass `conditions` with a span that started before `end` (null: whenever): a function of the
 * bindings and of the start of the range.
 */
export async function matchingCandidates(
  store: Store,
  conditions: Conditions,
  end: UnixNanos | null,
): Promise<(bindings: Bindings, start: UnixNanos | null) => Candidates> {
  const businessKeys = await completeKeys(store, conditions.span);
  return (bindings, start) => {
    const startSql = bindings.bind('Int64', clamp(start ?? EARLIEST));
    const endSql = bindings.bind('Int64', clamp(end ?? LATEST));
    const ids = conditions.trace.filter((condition) => condition.type === 'trace.id');
    const range = `Timestamp >= fromUnixTimestamp64Nano(${startSql}) AND Timestamp < fromUnixTimestamp64Nano(${endSql})`;
    const tests = [
      ...ids.map((condition) => traceConditionSql(condition, bindings)),
      ...conditions.span.map((condition) =>
        isLookedUp(condition, businessKeys)
          ? lookUpTest(condition, range, bindings)
          : spanConditionSql(condition, bindings, businessKeys),
      ),
      'true',
    ].join(' AND ');
    const file = conditions.span.length > 0 ? 'queries/search-by-spans.sql' : 'queries/search-by-start.sql';
    const earliest = 'toUnixTimestamp64Nano(min(Start))';
    return {
      sql: fillSql(file, { start: startSql, end: endSql, tests }),
      having: [
        ...(conditions.span.length > 0 ? [] : [`${earliest} >= ${startSql}`, `${earliest} < ${endSql}`]),
        ...conditions.trace.map((condition) => traceConditionSql(condition, bindings)),
      ],
    };
  };
}

/**
 * Which spans carry a business id is known to the look-up table: the attributes, by far the widest columns, are not read.
 * The ids of the traces alone are asked for too, because the table of spans has an index over them.
 */
function lookUpTest({ key, value }: LookedUp, range: string, bindings: Bindings): string {
  const from = `FROM business_ids WHERE Value = ${bindings.bind('String', value)} AND Key = ${bindings.bind('String', key)} AND ${range}`;
  return `TraceId IN (SELECT TraceId ${from}) AND (TraceId, SpanId) IN (SELECT TraceId, SpanId ${from})`;
}

type LookedUp = SpanCondition & { type: 'attribute text' };

function isLookedUp(condition: SpanCondition, businessKeys: ReadonlySet<string>): condition is LookedUp {
  return (
    condition.type === 'attribute text' &&
    condition.operator === '=' &&
    condition.value !== '' &&
    !condition.negated &&
    businessKeys.has(condition.key)
  );
}

/** The keys of which the look-up table knows every span. Any other is looked for among the attributes of the spans. */
export async function completeKeys(store: Store, conditions: readonly SpanCondition[]): Promise<ReadonlySet<string>> {
  if (!conditions.some((condition) => condition.type.startsWith('attribute'))) return new Set();
  const rows = await store.select<{ Key: string }>('SELECT Key FROM business_keys WHERE Complete');
  return new Set(rows.map((row) => row.Key));
}

function clamp(time: UnixNanos): UnixNanos {
  return time < EARLIEST ? EARLIEST : time > LATEST ? LATEST : time;
}
