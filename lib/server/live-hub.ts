import type { LiveEvents, Order, TraceSummary } from '@/lib/api/contract';

export type LiveEvent = { [Name in keyof LiveEvents]: { name: Name; data: LiveEvents[Name] } }[keyof LiveEvents];

export interface Listener {
  event(event: LiveEvent): void;
  /** The server shuts down. */
  end(): void;
}

/** A trace is announced when it has been quiet for this long, or has been growing for {@link MAX_DELAY_MS}. */
const QUIET_MS = 150;
const MAX_DELAY_MS = 500;
/** More rows a second than this cannot be read; the rest is counted. */
const TRACES_A_FLUSH = 50;

/** Tells open pages what has just been stored. Costs nothing while nobody listens. */
export class LiveHub {
  private readonly listeners = new Set<Listener>();
  private changed = new Set<string>();
  private firstChange = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly summaries: (traceIds: readonly string[]) => Promise<TraceSummary[]>) {}

  /** @returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publishOrder(order: Order): void {
    this.emit({ name: 'order', data: order });
  }

  /** Spans of these traces were stored. */
  tracesChanged(traceIds: Iterable<string>): void {
    if (this.listeners.size === 0) return;
    const now = Date.now();
    if (this.changed.size === 0) this.firstChange = now;
    for (const traceId of traceIds) this.changed.add(traceId);
    const delay = Math.max(0, Math.min(QUIET_MS, this.firstChange + MAX_DELAY_MS - now));
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  /** Ends every subscription: an open event stream would keep the server from shutting down. */
  close(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }

  private async flush(): Promise<void> {
    const traceIds = [...this.changed];
    this.changed = new Set();
    this.timer = null;
    try {
      for (const trace of await this.summaries(traceIds.slice(-TRACES_A_FLUSH)))
        this.emit({ name: 'trace', data: trace });
      if (traceIds.length > TRACES_A_FLUSH) {
        this.emit({ name: 'skipped', data: { traces: traceIds.length - TRACES_A_FLUSH } });
      }
    } catch (error) {
      console.error('New traces could not be announced', error);
    }
  }

  private emit(event: LiveEvent): void {
    for (const listener of this.listeners) listener.event(event);
  }
}
