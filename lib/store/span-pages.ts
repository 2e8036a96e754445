import { FillpathError, isFillpathError } from '@/lib/base/errors';
import type { Span } from '@/lib/otlp/model';
import { type SpanRow, spanFromRow } from './span-from-row';
import { sqlFile } from './sql-file';
import type { Store } from './store';
import { type Extent, storedExtent, traceExtent } from './traces';

/** Spans that are in memory at once. Reading a page has its price, and making text of one blocks the server for some 0.1 s. */
const PAGE_SPANS = 5_000;

/** A place in the order of a trace's spans: the start, then the longer first, then the id. */
interface Place {
  readonly time: string;
  /** The duration with all its bits turned, which sorts the longer first. */
  readonly duration: string;
  readonly spanId: string;
}

/** The spans from one place up to, not with, another, of which there are at most `spans`. */
interface Slice {
  readonly from: Place;
  readonly until: Place;
  readonly spans: number;
}

/**
 * All spans of a trace, whole, in the order of their starts, some at a time: however large it is, only a page of it is in
 * memory. A page that the store finds too large (attributes may be) is read in ten parts. Of spans with one id the first counts.
 *
 * @param pageSpans the most spans of a page.
 * @throws FillpathError `not-found`, before the first page.
 */
export async function* spanPages(store: Store, traceId: string, pageSpans = PAGE_SPANS): AsyncGenerator<Span[]> {
  const extent = await storedExtent(store, traceId);
  const repeated = await repeatedIds(store, traceId, extent);
  const seen = new Set<string>();
  const isFirst = ({ spanId }: Span): boolean => {
    if (!repeated.has(spanId)) return true;
    const first = !seen.has(spanId);
    seen.add(spanId);
    return first;
  };
  // The next slice is the last of the list.
  const waiting = (await divide(store, traceId, { ...wholeOf(extent), spans: pageSpans })).reverse();
  for (let slice = waiting.pop(); slice !== undefined; slice = waiting.pop()) {
    const rows = await selectSlice(store, traceId, slice);
    if (rows === null) {
      const part = { ...slice, spans: Math.ceil(slice.spans / 10) };
      waiting.push(...(await divide(store, traceId, part)).reverse());
      continue;
    }
    yield rows.map(spanFromRow).filter(isFirst);
  }
}

/** One span's row. @throws FillpathError `not-found`. */
export async function spanRow(store: Store, traceId: string, spanId: string): Promise<SpanRow> {
  const extent = await traceExtent(store, traceId);
  const [row] = extent === null ? [] : await selectRows(store, traceId, spanId, wholeOf(extent));
  if (row) return row;
  throw new FillpathError('not-found', `No span ${spanId} is stored in trace ${traceId}. It may not have arrived yet.`);
}

function wholeOf({ earliest, latest }: Extent): Omit<Slice, 'spans'> {
  return {
    from: { time: earliest, duration: '0', spanId: '' },
    until: { time: String(BigInt(latest) + 1n), duration: '0', spanId: '' },
  };
}

/** Null when it is too large an answer, and can be read in parts. */
async function selectSlice(store: Store, traceId: string, slice: Slice): Promise<SpanRow[] | null> {
  try {
    return await selectRows(store, traceId, '', slice);
  } catch (error) {
    if (slice.spans > 1 && isFillpathError(error) && error.kind === 'too-large') return null;
    throw error;
  }
}

/** `spanId` is '' for all. */
function selectRows(
  store: Store,
  traceId: string,
  spanId: string,
  { from, until }: Omit<Slice, 'spans'>,
): Promise<SpanRow[]> {
  return store.select<SpanRow>(sqlFile('queries/spans.sql'), { traceId, spanId, ...params(from, until) });
}

/** A slice in slices of its number of spans. */
async function divide(store: Store, traceId: string, { from, until, spans }: Slice): Promise<Slice[]> {
  const places = await store.select<Place>(sqlFile('queries/span-slices.sql'), {
    traceId,
    ...params(from, until),
    step: spans,
  });
  return places.map((place, i) => ({ from: place, until: places[i + 1] ?? until, spans }));
}

async function repeatedIds(store: Store, traceId: string, extent: Extent): Promise<ReadonlySet<string>> {
  const rows = await store.select<{ spanId: string }>(sqlFile('queries/repeated-span-ids.sql'), { traceId, ...extent });
  return new Set(rows.map(({ spanId }) => spanId));
}

function params(from: Place, until: Place) {
  return {
    earliest: from.time,
    latest: until.time,
    fromDuration: from.duration,
    fromSpanId: from.spanId,
    untilDuration: until.duration,
    untilSpanId: until.spanId,
  };
}
