import { FillpathError } from '@/lib/base/errors';
import { isTraceId } from '@/lib/base/ids';
import { divide, type SpanText } from './export-request';
import { jsonDocuments } from './json-documents';
import { notTraces, readDocument } from './read-documents';
import { type SendOptions, sendSpans } from './send-spans';

/** Of more traces it is not asked which of their spans were stored before: that is a request for each. */
export const MAX_COMPARED_TRACES = 20;
/** So many reasons are kept, each with its number; those of further ones are added up. */
const MAX_REASONS = 20;

export interface StoredTrace {
  readonly spanCount: number;
  readonly service: string;
  readonly name: string;
}

export interface ImportServer extends SendOptions {
  /** What is stored of a trace; null for nothing. @throws when the server does not say */
  readonly stored: (traceId: string) => Promise<StoredTrace | null>;
}

export interface ImportSource {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Of all of them together. */
  readonly size: number;
}

export interface ImportProgress {
  readonly doing: 'Reading' | 'Storing';
  /** From 0 to 1. */
  readonly done: number;
  readonly acceptedCount: number;
}

/** What became of a file. */
export interface ImportReport {
  /** Spans that the file has and that could be read. */
  readonly spanCount: number;
  /** Spans that the server took: they are stored, now or since earlier. */
  readonly acceptedCount: number;
  /** How many of them are new; null: not known, for there are more than {@link MAX_COMPARED_TRACES} traces or the server did not say. */
  readonly newCount: number | null;
  /** What was not taken, in the singular, and how many of each. */
  readonly notTaken: readonly { readonly count: number; readonly what: string }[];
  /** Those with a right id, in the order of the file. `stored` is null where it was not looked at or nothing was taken. */
  readonly traces: readonly {
    readonly traceId: string;
    readonly spanCount: number;
    readonly stored: StoredTrace | null;
  }[];
}

/**
 * Stores the traces of a file by the way that every span comes in. Requests follow one another, so that the server is
 * not crowded and the memory is that of one document.
 * @throws FillpathError for what is no such file, and when the server takes nothing
 */
export async function importFile(
  { bytes, size }: ImportSource,
  server: ImportServer,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportReport> {
  const counts = new Map<string, number>();
  const before = new Map<string, { spanCount: number; stored: number }>();
  let spanCount = 0;
  let acceptedCount = 0;
  let readBytes = 0;
  let understood = false;
  let compared = true;
  const stored = async (traceId: string): Promise<StoredTrace | null> => {
    compared &&= before.size <= MAX_COMPARED_TRACES;
    if (!compared) return null;
    try {
      return await server.stored(traceId);
    } catch {
      // Spans are taken nevertheless; a count that is wrong would be worse than none.
      compared = false;
      return null;
    }
  };

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      readBytes += chunk.length;
      onProgress({ doing: 'Reading', done: readBytes / Math.max(1, size), acceptedCount });
      yield chunk;
    }
  }
  const store = async (spans: readonly SpanText[], whole: boolean) => {
    let sent = 0;
    for (const batch of divide(spans)) {
      await lookBefore(batch, before, stored);
      const { acceptedCount: accepted, refusals } = await sendSpans(batch, server);
      acceptedCount += accepted;
      for (const { count, reason } of refusals) add(counts, `span refused: ${reason}`, count);
      sent += batch.length;
      const done = whole ? sent / spans.length : readBytes / Math.max(1, size);
      onProgress({ doing: 'Storing', done, acceptedCount });
    }
  };

  for await (const document of jsonDocuments(counted())) {
    if ('fault' in document) {
      add(counts, `line that is not JSON (first: line ${document.line}, ${document.fault})`, 1, 'line that is not');
      continue;
    }
    const read = readDocument(document.value);
    if (read === null) {
      add(counts, 'document that is neither OTLP nor of Jaeger', 1);
      continue;
    }
    understood = true;
    for (const [what, count] of read.notTaken) add(counts, what, count);
    spanCount += read.spans.length;
    await store(read.spans, readBytes >= size);
  }
  if (!understood) throw notTraces();
  if (spanCount === 0) {
    const found = [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
    throw new FillpathError('invalid-input', `The file has no spans${found === '' ? '' : `, but ${found}`}.`);
  }
  const traces = [];
  let newCount = 0;
  for (const [traceId, { spanCount: ofTrace, stored: was }] of before) {
    const now = await stored(traceId);
    newCount += (now?.spanCount ?? 0) - was;
    traces.push({ traceId, spanCount: ofTrace, stored: now });
  }
  const notTaken = [...counts].map(([what, count]) => ({ count, what }));
  return { spanCount, acceptedCount, newCount: compared ? newCount : null, notTaken, traces };
}

/** Counts the spans of each trace, and notes how many of it are stored before its first is sent. */
async function lookBefore(
  batch: readonly SpanText[],
  before: Map<string, { spanCount: number; stored: number }>,
  storedOf: ImportServer['stored'],
): Promise<void> {
  for (const { traceId } of batch) {
    const known = before.get(traceId);
    if (known !== undefined) known.spanCount++;
    else if (isTraceId(traceId)) {
      const added = { spanCount: 1, stored: 0 };
      before.set(traceId, added);
      added.stored = (await storedOf(traceId))?.spanCount ?? 0;
    }
  }
}

/** Adds to the count of a reason; of those that begin alike the first is kept as the example. */
function add(counts: Map<string, number>, what: string, count: number, alike = what): void {
  const known = [...counts.keys()].find((key) => key.startsWith(alike));
  const key = known ?? (counts.size < MAX_REASONS ? what : 'more, for other reasons');
  counts.set(key, (counts.get(key) ?? 0) + count);
}
