import { randomBytes } from 'node:crypto';
import type { Span } from '@/lib/otlp/model';
import type { Journal, JournalEntry } from './journal';
import { encodeSpans, SPAN_STRUCTURE } from './span-rows';
import { sqlFile } from './sql-file';
import type { Store } from './store';

/** A ClickHouse server takes at most 1 MiB of URL, and parameters travel in it. */
const TRACE_IDS_A_QUERY = 5_000;

/** Rows of one insert: the engine's sweet spot is 5,000 to 10,000; larger batches only hold more memory. */
export const MAX_SPANS_A_BATCH = 10_000;

/**
 * Stores batches of spans so that each span is there once, whatever is sent twice and whenever the process dies:
 * spans that are stored already are left out, the rest is written to the journal, inserted under a token, and the journal
 * entry removed. An entry whose insert failed is repeated before anything else is written, because it may be in some tables
 * and not in others.
 *
 * Not for concurrent use: the caller writes one batch after the other.
 */
export class SpanWriter {
  private constructor(
    private readonly store: Store,
    private readonly journal: Journal,
    private unfinished: JournalEntry[],
  ) {}

  /** Repeats what an interrupted run left behind, then is ready. */
  static async open(store: Store, journal: Journal): Promise<SpanWriter> {
    const writer = new SpanWriter(store, journal, await journal.leftovers());
    await writer.finishUnfinished();
    return writer;
  }

  /**
   * Stores the spans; when it returns, every query sees them.
   * @returns how many were new.
   * @throws when the store refuses or fails; the batch may then be retried, nothing is counted twice.
   */
  async write(spans: readonly Span[]): Promise<number> {
    await this.finishUnfinished();
    const unseen = await this.withoutStored(withoutRepeats(spans));
    for (let first = 0; first < unseen.length; first += MAX_SPANS_A_BATCH) {
      await this.insert(unseen.slice(first, first + MAX_SPANS_A_BATCH));
    }
    return unseen.length;
  }

  private async insert(spans: readonly Span[]): Promise<void> {
    const token = randomBytes(16).toString('hex');
    const entry = await this.journal.write(token, spans.length, encodeSpans(spans));
    this.unfinished.push(entry);
    await this.finishUnfinished();
  }

  private async finishUnfinished(): Promise<void> {
    for (let entry = this.unfinished[0]; entry; entry = this.unfinished[0]) {
      await this.store.insertFile({
        table: 'otel_traces',
        structure: SPAN_STRUCTURE,
        path: entry.path,
        token: entry.token,
      });
      this.unfinished.shift();
      await this.journal.remove(entry);
    }
  }

  private async withoutStored(spans: readonly Span[]): Promise<readonly Span[]> {
    const first = spans[0];
    if (!first) return spans;
    let earliest = first.startTimeUnixNano;
    let latest = earliest;
    const traceIds = new Set<string>();
    for (const span of spans) {
      traceIds.add(span.traceId);
      if (span.startTimeUnixNano < earliest) earliest = span.startTimeUnixNano;
      if (span.startTimeUnixNano > latest) latest = span.startTimeUnixNano;
    }
    const stored = await this.storedSpans([...traceIds], earliest, latest);
    return stored.size === 0 ? spans : spans.filter((span) => !stored.has(span.traceId + span.spanId));
  }

  private async storedSpans(traceIds: readonly string[], earliest: bigint, latest: bigint): Promise<Set<string>> {
    const stored = new Set<string>();
    for (let first = 0; first < traceIds.length; first += TRACE_IDS_A_QUERY) {
      const rows = await this.store.select<{ TraceId: string; SpanId: string }>(
        sqlFile('queries/stored-span-ids.sql'),
        {
          traceIds: traceIds.slice(first, first + TRACE_IDS_A_QUERY),
          earliest,
          latest,
        },
      );
      for (const row of rows) stored.add(row.TraceId + row.SpanId);
    }
    return stored;
  }
}

/** The spans without those that occur twice among themselves; the first of each stays. */
function withoutRepeats(spans: readonly Span[]): Span[] {
  const seen = new Set<string>();
  return spans.filter((span) => {
    const id = span.traceId + span.spanId;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
