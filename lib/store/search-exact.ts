import type { SearchResponse } from '@/lib/api/contract';
import { isSpanId, isTraceId } from '@/lib/base/ids';
import type { Query } from '@/lib/search/tree';
import type { Bindings } from './search-sql';
import { sqlFile } from './sql-file';
import type { Store } from './store';

export interface ExactId {
  /** What the response says of it. */
  readonly exactId: NonNullable<SearchResponse['exactId']>;
  /** Binds its value and gives the SQL of the traces that carry it. */
  readonly candidates: (bindings: Bindings) => string;
}

/** Span ids have a filter for each 8,192 spans: what it lets through is read, and what it cannot be asked takes a scan. */
const MAX_SPAN_SECONDS = 5;

/**
 * Recognises a query that is nothing but an id which is stored: a trace id or a span id in any case, the value of a business
 * id, or `key=value` of one. Null for every other query, also for an id that nobody has stored: it is then text to look for.
 */
export async function findExactId(store: Store, query: Query): Promise<ExactId | null> {
  const [term] = query;
  if (term === undefined || query.length > 1 || term.negated) return null;
  const { test } = term;
  if (test.type === 'text') {
    const { text } = test;
    return (await findTrace(store, text)) ?? (await findBusinessId(store, '', text)) ?? (await findSpan(store, text));
  }
  if (test.type !== 'comparison' || test.operator !== '=') return null;
  if (test.subject.type === 'attribute') return findBusinessId(store, test.subject.key, test.value);
  if (test.subject.field === 'span.id') return findSpan(store, test.value);
  return test.subject.field === 'trace.id' ? findTrace(store, test.value) : null;
}

async function findTrace(store: Store, text: string): Promise<ExactId | null> {
  const traceId = text.toLowerCase();
  if (!isTraceId(traceId)) return null;
  const sql = 'SELECT 1 FROM trace_summaries WHERE TraceId = {traceId:String} LIMIT 1';
  const [stored] = await store.select(sql, { traceId });
  if (!stored) return null;
  return { exactId: { kind: 'trace', keys: [] }, candidates: (bindings) => bindings.bind('String', traceId) };
}

/** Two traces may have spans of one id: both are then its traces. */
async function findSpan(store: Store, text: string): Promise<ExactId | null> {
  const spanId = text.toLowerCase();
  if (!isSpanId(spanId)) return null;
  const sql = 'SELECT 1 FROM span_ids WHERE SpanId = {spanId:String} LIMIT 1';
  const [stored] = await store.select(sql, { spanId }, { maxSeconds: MAX_SPAN_SECONDS });
  if (!stored) return null;
  return {
    exactId: { kind: 'span', keys: [], spanId },
    candidates: (bindings) => `SELECT TraceId FROM span_ids WHERE SpanId = ${bindings.bind('String', spanId)}`,
  };
}

/** `key` '' stands for every key. */
async function findBusinessId(store: Store, key: string, value: string): Promise<ExactId | null> {
  const rows = await store.select<{ key: string }>(sqlFile('queries/search-business-keys-of.sql'), { key, value });
  if (rows.length === 0) return null;
  return {
    exactId: { kind: 'business', keys: rows.map((row) => row.key) },
    candidates: (bindings) => {
      // The value leads the table's order, so this reads few granules, however long ago it was.
      const underKey = key === '' ? '' : ` AND Key = ${bindings.bind('String', key)}`;
      return `SELECT TraceId FROM business_ids WHERE Value = ${bindings.bind('String', value)}${underKey}`;
    },
  };
}
