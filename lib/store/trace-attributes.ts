import type { TraceKeysResponse } from '@/lib/api/contract';
import { FillpathError } from '@/lib/base/errors';
import { sqlFile } from './sql-file';
import type { Store } from './store';
import { storedExtent } from './traces';

/** More groups than this tell nobody anything. */
export const MAX_ATTRIBUTE_VALUES = 50_000;
/** Of a longer value only the beginning is sent, marked as cut. */
export const MAX_VALUE_CHARACTERS = 256;
const MAX_KEYS = 1000;

/**
 * The values of one attribute in a trace as an Arrow stream (see `lib/trace/decode-attribute`), one row a span that has it.
 * What the span itself says goes before what its resource says.
 * @throws FillpathError `not-found`, or `too-large` beyond {@link MAX_ATTRIBUTE_VALUES} different values.
 */
export async function attributeColumn(store: Store, traceId: string, key: string): Promise<Uint8Array> {
  const params = { traceId, key, maxCharacters: MAX_VALUE_CHARACTERS, ...(await storedExtent(store, traceId)) };
  const [row] = await store.select<{ valueCount: number }>(sqlFile('queries/trace-attribute-count.sql'), params);
  const valueCount = row?.valueCount ?? 0;
  if (valueCount > MAX_ATTRIBUTE_VALUES) {
    throw new FillpathError(
      'too-large',
      `The attribute "${key}" has ${valueCount} different values in this trace, and at most ${MAX_ATTRIBUTE_VALUES} are sent. Choose one with fewer.`,
    );
  }
  return store.selectArrow(sqlFile('queries/trace-attribute.sql'), params);
}

/** The keys of a trace's attributes, of spans and resources, the most frequent first. @throws FillpathError `not-found`. */
export async function attributeKeys(store: Store, traceId: string): Promise<TraceKeysResponse> {
  const rows = await store.select<{ key: string; spanCount: number; keyCount: number }>(
    sqlFile('queries/trace-attribute-keys.sql'),
    { traceId, limit: MAX_KEYS, ...(await storedExtent(store, traceId)) },
  );
  return { keys: rows.map(({ key, spanCount }) => ({ key, spanCount })), keyCount: rows[0]?.keyCount ?? 0 };
}
