import { z } from 'zod';
import type { TraceEventsResponse } from '@/lib/api/contract';
import { FillpathError } from '@/lib/base/errors';
import { attributesFrom } from './span-from-row';
import { sqlFile } from './sql-file';
import type { Store } from './store';
import { storedExtent } from './traces';

interface EventRow {
  readonly spanId: string;
  readonly service: string;
  readonly spanName: string;
  readonly eventIndex: number;
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly attributeTypes: Readonly<Record<string, string>>;
  readonly droppedAttributesCount: number;
}

/** The last event of a page: its time, its span and its place among the span's events, from 1. */
type Place = readonly [time: string, spanId: string, eventIndex: number];

/** Before every event that there can be. */
const BEGINNING: Place = [String(-(2n ** 63n)), '', 0];

const place = z.tuple([
  z
    .string()
    .regex(/^-?\d{1,19}$/)
    .refine((text) => BigInt.asIntN(64, BigInt(text)) === BigInt(text)),
  z.string().regex(/^[0-9a-f]{16}$/),
  z.int().min(1).max(0xffff_ffff),
]);

/**
 * Events of all spans of a trace in the order of their times, `limit` of them after `cursor` ('' for the first page).
 * @throws FillpathError `not-found`, or `invalid-input` for a cursor that is none.
 */
export async function traceEvents(
  store: Store,
  traceId: string,
  cursor: string,
  limit: number,
): Promise<TraceEventsResponse> {
  const [time, spanId, eventIndex] = cursor === '' ? BEGINNING : decodeCursor(cursor);
  const extent = await storedExtent(store, traceId);
  const [rows, [counted]] = await Promise.all([
    store.select<EventRow>(sqlFile('queries/trace-events.sql'), {
      traceId,
      ...extent,
      time,
      spanId,
      eventIndex,
      limit: limit + 1,
    }),
    store.select<{ eventCount: number }>(sqlFile('queries/trace-event-count.sql'), { traceId, ...extent }),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    events: page.map(eventFrom),
    eventCount: counted?.eventCount ?? 0,
    nextCursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.timeUnixNano, last.spanId, last.eventIndex])
        : null,
  };
}

function eventFrom(row: EventRow): TraceEventsResponse['events'][number] {
  const { spanId, service, spanName, timeUnixNano, name, droppedAttributesCount } = row;
  const attributes = attributesFrom(row.attributes, row.attributeTypes);
  return { spanId, service, spanName, timeUnixNano, name, attributes, droppedAttributesCount };
}

function encodeCursor(last: Place): string {
  return Buffer.from(JSON.stringify(last)).toString('base64url');
}

function decodeCursor(text: string): Place {
  const parsed = place.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  throw new FillpathError(
    'invalid-input',
    'The cursor is damaged. Use the nextCursor of the page before as it is, or leave cursor out for the first page.',
  );
}

function readJson(text: string): unknown {
  if (text.length > 200 || !/^[\w-]+$/.test(text)) return null;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
