import { FillpathError } from '@/lib/base/errors';
import type { Span } from '@/lib/otlp/model';
import { type SpanRow, spanFromRow } from './span-from-row';
import { sqlFile } from './sql-file';
import type { Store } from './store';

/** More spans than this are not turned into JSON: the text alone would be hundreds of megabytes. */
export const MAX_JSON_SPANS = 100_000;

/** All times that DateTime64(9) holds: for traces that were stored before `span_ids` was. */
const ALL_TIME = { earliest: '-2208988800000000000', latest: '9223286400000000000' };

/** When the first and the last span of a trace started: bounds for a query, in Unix nanoseconds. */
export interface Extent {
  readonly earliest: string;
  readonly latest: string;
}

/**
 * A trace's columns as an Arrow stream (see `lib/trace/decode-arrow`), whatever its size.
 * @throws FillpathError `not-found`.
 */
export async function traceColumns(store: Store, traceId: string): Promise<Uint8Array> {
  const extent = await storedExtent(store, traceId);
  return store.selectArrow(sqlFile('queries/trace-columns.sql'), { traceId, ...extent });
}

/**
 * A trace's spans whole, in the order of their starts.
 * @throws FillpathError `not-found`, or `too-large` beyond {@link MAX_JSON_SPANS}.
 */
export async function traceSpans(store: Store, traceId: string): Promise<Span[]> {
  const extent = await storedExtent(store, traceId);
  const rows = await selectSpans(store, traceId, '', extent, MAX_JSON_SPANS + 1);
  if (rows.length > MAX_JSON_SPANS) {
    throw new FillpathError(
      'too-large',
      `Trace ${traceId} has more than ${MAX_JSON_SPANS} spans, too many for JSON. Ask for its columns with ?format=arrow.`,
    );
  }
  return rows.map(spanFromRow);
}

/** One span's row. @throws FillpathError `not-found`. */
export async function spanRow(store: Store, traceId: string, spanId: string): Promise<SpanRow> {
  const extent = await traceExtent(store, traceId);
  const [row] = extent === null ? [] : await selectSpans(store, traceId, spanId, extent, 1);
  if (row) return row;
  throw new FillpathError('not-found', `No span ${spanId} is stored in trace ${traceId}. It may not have arrived yet.`);
}

async function selectSpans(
  store: Store,
  traceId: string,
  spanId: string,
  extent: Extent,
  limit: number,
): Promise<SpanRow[]> {
  return store.select<SpanRow>(sqlFile('queries/spans.sql'), { traceId, spanId, ...extent, limit });
}

/** When the trace's spans started. @throws FillpathError `not-found` when none is stored. */
export async function storedExtent(store: Store, traceId: string): Promise<Extent> {
  const extent = await traceExtent(store, traceId);
  if (extent === null) throw traceNotFound(traceId);
  return extent;
}

/** When the trace's spans started; null when none is stored. */
export async function traceExtent(store: Store, traceId: string): Promise<Extent | null> {
  const [extent] = await store.select<Extent>(sqlFile('queries/trace-extent.sql'), { traceId });
  if (extent) return extent;
  const [older] = await store.select(`SELECT 1 FROM otel_traces WHERE TraceId = {traceId:String} LIMIT 1`, { traceId });
  return older ? ALL_TIME : null;
}

export function traceNotFound(traceId: string): FillpathError {
  return new FillpathError(
    'not-found',
    `No span of trace ${traceId} is stored. If it has just been sent, try again in a moment; otherwise check the id.`,
  );
}
