import { FillpathError } from '@/lib/base/errors';
import type { EncodedSpans } from '@/lib/store/span-rows';

export interface GroupCommitOptions {
  /** Stores a group; when it returns, the spans are stored. */
  readonly write: (requests: readonly EncodedSpans[]) => Promise<unknown>;
  /** So many groups are written side by side: one more than one, so that the store is busy while the next is decoded. */
  readonly groupsAtOnce: number;
  /** A group takes requests until it has this many spans. */
  readonly spansAGroup: number;
  /** Beyond this many waiting spans new requests are refused as overload. */
  readonly maxWaitingSpans: number;
}

interface Waiting {
  readonly spans: EncodedSpans;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes concurrent requests share an insert: while groups are being written, requests gather for the next. A lone request is
 * written at once, so nothing waits for a timer.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private waitingSpans = 0;
  private writers = 0;
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  constructor(private readonly options: GroupCommitOptions) {}

  /**
   * Resolves when the spans are stored.
   * @throws FillpathError `overloaded` when too much waits already, `unavailable` when the store failed or intake has ended.
   *   Nothing is lost by trying again: what was stored is recognised.
   */
  add(spans: EncodedSpans): Promise<void> {
    const spanCount = spans.ids.length;
    if (spanCount === 0) return Promise.resolve();
    if (this.closed) return Promise.reject(new FillpathError('unavailable', 'Fillpath is shutting down. Send again.'));
    if (this.waitingSpans + spanCount > this.options.maxWaitingSpans && this.waitingSpans > 0) {
      return Promise.reject(
        new FillpathError('overloaded', `${this.waitingSpans} spans wait to be stored. Send again a little later.`),
      );
    }
    const stored = new Promise<void>((resolve, reject) => this.waiting.push({ spans, resolve, reject }));
    this.waitingSpans += spanCount;
    if (this.writers < this.options.groupsAtOnce) this.start();
    return stored;
  }

  /** Spans that were taken in and are not in a group yet. */
  get backlog(): number {
    return this.waitingSpans;
  }

  /** Refuses new requests and waits until all earlier ones are answered. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.running);
  }

  private start(): void {
    this.writers++;
    const run = this.run().finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async run(): Promise<void> {
    // Requests of the same tick share the first group.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const group = this.nextGroup();
      try {
        await this.options.write(group.map((request) => request.spans));
        for (const request of group) request.resolve();
      } catch (error) {
        console.error('A group of spans could not be stored', error);
        const refusal = new FillpathError(
          'unavailable',
          'The store does not take spans at the moment. Send again later.',
        );
        for (const request of group) request.reject(refusal);
      }
    }
    // In the same tick in which nothing was found to wait: a request that comes later starts a writer of its own.
    this.writers--;
  }

  private nextGroup(): Waiting[] {
    let count = 0;
    let taken = 0;
    while (taken < this.waiting.length && count < this.options.spansAGroup) {
      count += this.waiting[taken]?.spans.ids.length ?? 0;
      taken++;
    }
    this.waitingSpans -= count;
    return this.waiting.splice(0, taken);
  }
}
