import type { Span } from '@/lib/otlp/model';
import { fillSql } from './sql-file';
import type { Params, Store } from './store';

/** More ids than this are not fetched to compare a batch with. */
const MANY_STORED = 50_000;
const NO_LIMIT = 2 ** 32 - 1;

/** What makes a span the one that it is: its trace id and its span id, run together. */
export function idOf({ traceId, spanId }: Span): string {
  return traceId + spanId;
}

/** The spans without those that occur twice among themselves; the first of each stays. */
export function withoutRepeats(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter((span) => {
    const id = idOf(span);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/**
 * The spans without those that are stored already. At most 10,000 at a time: a ClickHouse server takes the ids in the URL,
 * which may have 1 MiB there, and these take 660 kB.
 */
export async function withoutStored(store: Store, spans: readonly Span[]): Promise<readonly Span[]> {
  if (spans.length === 0) return spans;
  const params = { traceIds: [...new Set(spans.map((span) => span.traceId))] };
  let rows = await storedIds(store, '', { ...params, limit: MANY_STORED });
  // A trace of a million spans, of which the batch brings a few: asked for each of them, which takes half as long again.
  if (rows.length === MANY_STORED) {
    const spanIds = [...new Set(spans.map((span) => span.spanId))];
    rows = await storedIds(store, 'AND SpanId IN {spanIds:Array(String)}', { ...params, spanIds, limit: NO_LIMIT });
  }
  if (rows.length === 0) return spans;
  const stored = new Set(rows.map((row) => row.TraceId + row.SpanId));
  return spans.filter((span) => !stored.has(idOf(span)));
}

function storedIds(store: Store, andSpans: string, params: Params): Promise<{ TraceId: string; SpanId: string }[]> {
  return store.select(fillSql('queries/stored-span-ids.sql', { andSpans }), params);
}
