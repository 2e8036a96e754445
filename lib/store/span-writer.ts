import { randomBytes } from 'node:crypto';
import type { Span } from '@/lib/otlp/model';
import { mayBlameBatch } from './errors';
import { filterOfStored, NO_FILTER } from './id-filter';
import type { Journal, JournalEntry } from './journal';
import { idOf, storedAmong } from './new-spans';
import { type EncodedSpan, type EncodedSpans, joinRows, SPAN_STRUCTURE } from './span-rows';
import type { Store } from './store';

/** Rows of one insert: the engine's sweet spot is 5,000 to 10,000; larger batches only hold more memory. */
export const MAX_SPANS_A_BATCH = 10_000;

/** Of RowBinary; ordinary spans take a third of it. The engine holds what it inserts several times over. */
const MAX_BYTES_A_BATCH = 32 * 1024 * 1024;

/** So often a batch is tried that the store refuses for what may be its own fault, before others pass it. */
const MAX_FAILURES = 3;

interface Batch {
  readonly entry: JournalEntry;
  /** Of its spans; none for a batch that an earlier run left. */
  readonly ids: readonly string[];
  /** Inserts that failed for what may be the batch's own fault. */
  failures: number;
}

/** A group of spans in the journal, and what of it is not settled yet. */
interface Prepared {
  readonly newIds: readonly string[];
  readonly batches: readonly Batch[];
  /** Batches under way that hold other spans of this one: it is stored when they are, too. */
  readonly others: ReadonlySet<Promise<void>>;
  readonly settle: (outcome: Promise<void>) => void;
}

/**
 * Stores batches of spans so that each span is there once, whatever is sent twice and whenever the process dies:
 * spans that are stored already, or that a batch under way is storing, are left out; the rest is written to the journal,
 * inserted under a token, and the journal entry removed. An entry whose insert failed is repeated before anything new is
 * prepared, because it may be in some tables and not in others.
 *
 * A batch that the store goes on refusing is moved to the journal's folder `refused`: nobody was told that it is stored, and
 * other spans must not wait behind it for ever. Its spans are not taken again ({@link isRefused}): some tables may hold
 * them, and under another token they would be counted twice.
 *
 * Batches may be written side by side: they are prepared one after the other, and their inserts overlap.
 */
export class SpanWriter {
  private preparing: Promise<unknown> = Promise.resolve();
  /** By trace and span id, the batch under way that stores the span. */
  private readonly underWay = new Map<string, Promise<void>>();
  /** Trace and span ids of the batches that were moved out of the way. */
  private readonly refused = new Set<string>();

  private filter = NO_FILTER;

  private constructor(
    private readonly store: Store,
    private readonly journal: Journal,
    private readonly unfinished: Batch[],
  ) {}

  /**
   * Repeats what an interrupted run left behind. What cannot be stored now is tried again when spans come.
   * @param isOnlyWriter whether nobody else writes to the store: then most new spans are known to be new without asking it
   */
  static async open(store: Store, journal: Journal, isOnlyWriter = false): Promise<SpanWriter> {
    const leftovers = (await journal.leftovers()).map((entry): Batch => ({ entry, ids: [], failures: 0 }));
    const writer = new SpanWriter(store, journal, leftovers);
    try {
      await writer.finishUnfinished();
      // Not while batches wait whose ids nobody has read.
      if (isOnlyWriter) writer.filter = (await filterOfStored(store)).filter;
    } catch (error) {
      console.error(
        'Spans that an earlier run took in are not stored yet; they are tried again when new ones come',
        error,
      );
    }
    return writer;
  }

  /** Whether the span belongs to a batch that was moved out of the way since the start: it must not be written again. */
  isRefused(span: Span): boolean {
    return this.refused.size > 0 && this.refused.has(idOf(span));
  }

  /** Batches that were moved out of the way, by earlier runs too, and are still there. */
  refusedBatches(): Promise<number> {
    return this.journal.refusedCount();
  }

  /**
   * Stores the spans; when it returns, every query sees them.
   * @returns how many were new.
   * @throws when the store refuses or fails; the batch may then be retried, nothing is counted twice.
   */
  async write(requests: readonly EncodedSpans[]): Promise<number> {
    const turn = this.preparing.then(() => this.prepare(requests));
    this.preparing = turn.catch(() => undefined);
    const { newIds, batches, others, settle } = await turn;
    const inserted = this.insert(batches).finally(() => {
      for (const id of newIds) this.underWay.delete(id);
    });
    settle(inserted);
    await inserted;
    await Promise.all(others);
    return newIds.length;
  }

  /** Decides which spans are new and writes them down. */
  private async prepare(requests: readonly EncodedSpans[]): Promise<Prepared> {
    await this.finishUnfinished();
    const others = new Set<Promise<void>>();
    const { promise, resolve } = Promise.withResolvers<void>();
    // Whoever needs the outcome awaits it; a failure that nobody needs is the writer's own, and thrown by `write`.
    promise.catch(() => undefined);
    const idle = new Map<string, EncodedSpan>();
    for (const of of requests) {
      for (const [index, id] of of.ids.entries()) {
        const batch = this.underWay.get(id);
        if (batch) others.add(batch);
        // The first of those that occur twice stays.
        else if (!idle.has(id)) idle.set(id, { of, index });
      }
    }
    const ids = [...idle.keys()];
    if (this.refused.size > 0 && ids.some((id) => this.refused.has(id)))
      throw new Error('The store has just refused some of these spans');
    for (const id of await storedAmong(this.store, this.filter, ids)) idle.delete(id);
    const batches = await this.writeDown([...idle.values()]);
    for (const id of idle.keys()) this.underWay.set(id, promise);
    return { newIds: [...idle.keys()], batches, others, settle: resolve };
  }

  private async writeDown(spans: readonly EncodedSpan[]): Promise<Batch[]> {
    const batches: Batch[] = [];
    try {
      for (let first = 0; first < spans.length; ) {
        const { rows, spanCount } = joinRows(spans.slice(first, first + MAX_SPANS_A_BATCH), MAX_BYTES_A_BATCH);
        const ids = spans.slice(first, first + spanCount).map(({ of, index }) => of.ids[index] ?? '');
        // Before anything of it can be in the store.
        for (const id of ids) this.filter.add(id);
        const entry = await this.journal.write(randomBytes(16).toString('hex'), spanCount, rows);
        batches.push({ entry, ids, failures: 0 });
        first += spanCount;
      }
    } catch (error) {
      // What is in the journal will be stored at the next start, so it has to be stored before its spans come again.
      this.unfinished.push(...batches);
      throw error;
    }
    return batches;
  }

  private async insert(batches: readonly Batch[]): Promise<void> {
    for (const [index, batch] of batches.entries()) {
      try {
        await this.insertBatch(batch);
      } catch (error) {
        this.unfinished.push(...batches.slice(index));
        throw error;
      }
    }
  }

  private async finishUnfinished(): Promise<void> {
    for (let batch = this.unfinished[0]; batch; batch = this.unfinished[0]) {
      try {
        await this.insertBatch(batch);
      } catch (error) {
        if (!(await this.setAside(batch, error))) throw error;
      }
      this.unfinished.shift();
    }
  }

  private async insertBatch(batch: Batch): Promise<void> {
    const { path, token } = batch.entry;
    try {
      await this.store.insertFile({ table: 'otel_traces', structure: SPAN_STRUCTURE, path, token });
    } catch (error) {
      if (mayBlameBatch(error)) batch.failures++;
      throw error;
    }
    batch.failures = 0;
    await this.journal.remove(batch.entry);
  }

  /** Moves a batch out of the way that has failed often enough. @returns false when it stays, and others wait. */
  private async setAside({ entry, ids, failures }: Batch, error: unknown): Promise<boolean> {
    if (failures < MAX_FAILURES) return false;
    const file = await this.journal.setAside(entry);
    if (file === null) {
      console.error(
        `${this.journal.refusedFolder} is full of refused batches: spans wait until the store takes the next one.`,
      );
      return false;
    }
    console.error(
      `The store has refused a batch of ${entry.spanCount} spans ${failures} times. Nobody was told that they are stored; they are ` +
        `now in ${file}, and ingest goes on without them. Please report it with this reason:`,
      error,
    );
    for (const id of ids) this.refused.add(id);
    return true;
  }
}
