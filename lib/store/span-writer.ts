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

/** A batch in the journal, and what of it is not settled yet. */
interface Prepared {
  readonly newSpans: readonly Span[];
  readonly entries: readonly JournalEntry[];
  /** Batches under way that hold other spans of this one: it is stored when they are, too. */
  readonly others: readonly Promise<void>[];
  readonly settle: (outcome: Promise<void>) => void;
}

/**
 * Stores batches of spans so that each span is there once, whatever is sent twice and whenever the process dies:
 * spans that are stored already, or that a batch under way is storing, are left out; the rest is written to the journal,
 * inserted under a token, and the journal entry removed. An entry whose insert failed is repeated before anything new is
 * prepared, because it may be in some tables and not in others.
 *
 * Batches may be written side by side: they are prepared one after the other, and their inserts overlap.
 */
export class SpanWriter {
  private preparing: Promise<unknown> = Promise.resolve();
  /** By trace and span id, the batch under way that stores the span. */
  private readonly underWay = new Map<string, Promise<void>>();

  private constructor(
    private readonly store: Store,
    private readonly journal: Journal,
    private readonly unfinished: JournalEntry[],
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
    const turn = this.preparing.then(() => this.prepare(spans));
    this.preparing = turn.catch(() => undefined);
    const { newSpans, entries, others, settle } = await turn;
    const inserted = this.insert(entries).finally(() => {
      for (const span of newSpans) this.underWay.delete(idOf(span));
    });
    settle(inserted);
    await inserted;
    await Promise.all(others);
    return newSpans.length;
  }

  /** Decides which spans are new and writes them down. */
  private async prepare(spans: readonly Span[]): Promise<Prepared> {
    await this.finishUnfinished();
    const others = new Set<Promise<void>>();
    const idle = withoutRepeats(spans).filter((span) => {
      const batch = this.underWay.get(idOf(span));
      if (batch) others.add(batch);
      return !batch;
    });
    const newSpans = await this.withoutStored(idle);
    const entries: JournalEntry[] = [];
    for (let first = 0; first < newSpans.length; first += MAX_SPANS_A_BATCH) {
      const part = newSpans.slice(first, first + MAX_SPANS_A_BATCH);
      entries.push(await this.journal.write(randomBytes(16).toString('hex'), part.length, encodeSpans(part)));
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    // Whoever needs the outcome awaits it; a failure that nobody needs is the writer's own, and thrown by `write`.
    promise.catch(() => undefined);
    for (const span of newSpans) this.underWay.set(idOf(span), promise);
    return { newSpans, entries, others: [...others], settle: resolve };
  }

  private async insert(entries: readonly JournalEntry[]): Promise<void> {
    for (const [index, entry] of entries.entries()) {
      try {
        await this.insertEntry(entry);
      } catch (error) {
        this.unfinished.push(...entries.slice(index));
        throw error;
      }
    }
  }

  private async finishUnfinished(): Promise<void> {
    for (let entry = this.unfinished[0]; entry; entry = this.unfinished[0]) {
      await this.insertEntry(entry);
      this.unfinished.shift();
    }
  }

  private async insertEntry(entry: JournalEntry): Promise<void> {
    const { path, token } = entry;
    await this.store.insertFile({ table: 'otel_traces', structure: SPAN_STRUCTURE, path, token });
    await this.journal.remove(entry);
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
    return stored.size === 0 ? spans : spans.filter((span) => !stored.has(idOf(span)));
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
    const id = idOf(span);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

function idOf({ traceId, spanId }: Span): string {
  return traceId + spanId;
}
