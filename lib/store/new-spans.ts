import type { Span } from '@/lib/otlp/model';
import type { IdFilter } from './id-filter';
import { fillSql } from './sql-file';
import type { Params, Store } from './store';

/** More ids than this are not fetched to compare a batch with. */
const MANY_STORED = 50_000;
const NO_LIMIT = 2 ** 32 - 1;

/** So many ids are asked for at once: a ClickHouse server takes them in the URL, which may have 1 MiB there; these take 660 kB. */
const MAX_IDS_A_QUERY = 10_000;

const TRACE_ID_LENGTH = 32;
/** Of what {@link idOf} gives. */
export const ID_LENGTH = 48;

/** What makes a span the one that it is: its trace id and its span id, run together. */
export function idOf({ traceId, spanId }: Pick<Span, 'traceId' | 'spanId'>): string {
  return traceId + spanId;
}

/** The trace id in an {@link idOf}. */
export function traceIdOf(id: string): string {
  return id.slice(0, TRACE_ID_LENGTH);
}

/** Which of these ids are those of stored spans. Only what the filter cannot rule out is asked for. */
export async function storedAmong(store: Store, filter: IdFilter, ids: readonly string[]): Promise<Set<string>> {
  const possible = ids.filter((id) => filter.mayHave(id));
  const stored = new Set<string>();
  for (let first = 0; first < possible.length; first += MAX_IDS_A_QUERY) {
    for (const id of await stillStored(store, possible.slice(first, first + MAX_IDS_A_QUERY))) stored.add(id);
  }
  return stored;
}

async function stillStored(store: Store, ids: readonly string[]): Promise<string[]> {
  const params = { traceIds: [...new Set(ids.map(traceIdOf))] };
  let rows = await storedIds(store, '', { ...params, limit: MANY_STORED });
  // A trace of a million spans, of which the batch brings a few: asked for each of them, which takes half as long again.
  if (rows.length === MANY_STORED) {
    const spanIds = [...new Set(ids.map((id) => id.slice(TRACE_ID_LENGTH)))];
    rows = await storedIds(store, 'AND SpanId IN {spanIds:Array(String)}', { ...params, spanIds, limit: NO_LIMIT });
  }
  return rows.map((row) => row.TraceId + row.SpanId);
}

function storedIds(store: Store, andSpans: string, params: Params): Promise<{ TraceId: string; SpanId: string }[]> {
  return store.select(fillSql('queries/stored-span-ids.sql', { andSpans }), params);
}
