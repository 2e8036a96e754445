import type { KeyValuesResponse } from '@/lib/api/contract';
import { FIELD_NAMES, type FieldName, fieldNamed } from '@/lib/search/fields';

import { fillSql, sqlFile } from './sql-file';
import type { Params, Store } from './store';

/** How many spans completion looks at: 200,000 take some 50 ms. */
const RECENT_SPANS = 200_000;
const MAX_KEYS = 100;
const MAX_VALUES = 50;
/** Longer values are left out of completion. */
const MAX_VALUE_BYTES = 256;
/** A completion that comes later is of no use. */
const MAX_SECONDS = 3;

type Value = KeyValuesResponse['values'][number];

/** What a key may be completed to: the fields that start with `prefix`, then attribute keys of recent spans that do. */
export async function completeKeys(store: Store, prefix: string): Promise<string[]> {
  const fields = FIELD_NAMES.filter((field) => field.startsWith(prefix.toLowerCase()));
  const since = await recentStart(store);
  if (since === null) return fields;
  const params = { prefix, since, limit: MAX_KEYS };
  const rows = await select<{ key: string }>(store, sqlFile('queries/keys-attributes.sql'), params);
  // An attribute of a field's name is written in quotes, which completion does not do.
  return [...fields, ...rows.map((row) => row.key).filter((key) => !fieldNamed(key))];
}

/** The values of a key that start with `prefix` (ignoring case), the most frequent in recent spans first. */
export async function completeValues(store: Store, key: string, prefix: string): Promise<Value[]> {
  const field = fieldNamed(key);
  if (field === 'service') return names(store, 'ServiceName', prefix);
  if (field === 'operation') return names(store, 'SpanName', prefix);
  const source = valueSource(field);
  const since = source === null ? null : await recentStart(store);
  if (source === null || since === null) return [];
  const sql = fillSql('queries/keys-values.sql', source);
  return select<Value>(store, sql, { key, prefix, since, maxBytes: MAX_VALUE_BYTES, limit: MAX_VALUES });
}

/** SQL for the values that one span has for a key, and for which spans may have some; null when all differ. */
function valueSource(field: FieldName | null): { values: string; tests: string } | null {
  switch (field) {
    case 'kind':
      return {
        values: "[if(SpanKind = '', 'unspecified', lower(replaceOne(SpanKind, 'SPAN_KIND_', '')))]",
        tests: 'true',
      };
    case 'status':
      return {
        values:
          "arrayConcat([if(StatusCode = '', 'unset', lower(replaceOne(StatusCode, 'STATUS_CODE_', '')))], if(Rejected, ['rejected'], []))",
        tests: 'true',
      };
    case null:
      return {
        values: 'arrayDistinct([SpanAttributes[{key:String}], ResourceAttributes[{key:String}]])',
        tests: '(mapContains(SpanAttributes, {key:String}) OR mapContains(ResourceAttributes, {key:String}))',
      };
    default:
      return null;
  }
}

async function names(store: Store, column: 'ServiceName' | 'SpanName', prefix: string): Promise<Value[]> {
  return select<Value>(store, fillSql('queries/keys-names.sql', { column }), { prefix, limit: MAX_VALUES });
}

/** In Unix seconds; null while nothing is stored. */
async function recentStart(store: Store): Promise<number | null> {
  const rows = await select<{ seconds: string }>(store, sqlFile('queries/keys-recent-start.sql'), {
    spans: RECENT_SPANS,
  });
  return rows[0] ? Number(rows[0].seconds) : null;
}

async function select<Row>(store: Store, sql: string, params: Params): Promise<Row[]> {
  return store.select<Row>(sql, params, { maxSeconds: MAX_SECONDS });
}
