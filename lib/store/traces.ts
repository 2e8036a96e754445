import { FillpathError } from '@/lib/base/errors';
import { sqlFile } from './sql-file';
import type { Store } from './store';

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
