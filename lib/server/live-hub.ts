import type { LiveEvents, TraceSummary } from '@/lib/api/contract';
import type { Order } from '@/lib/api/order-contract';

export type LiveEvent = { [Name in keyof LiveEvents]: { name: Name; data: LiveEvents[Name] } }[keyof LiveEvents];

export interface Listener {
  event(event: LiveEvent): void;
  /** The server shuts down. */
  end(): void;
}

/** A trace is announced when it has been quiet for this long, or has been growing for {@link MAX_DELAY_MS}. */
const QUIET_MS = 150;
const MAX_DELAY_MS = 500;
/** More rows at a time than this cannot be read; the rest is counted. */
const ROWS_A_FLUSH = 50;
/** An order is announced at once, unless others have just been: then with all that change within this time. */
const ORDERS_EVERY_MS = 250;

/** Tells open pages what has just been stored. Costs nothing while nobody listens. */
export class LiveHub {
  private readonly listeners = new Set<Listener>();
  private changed = new Set<string>();
  private firstChange = 0;
  private timer: NodeJS.Timeout | null = null;
  /** The latest state of each order that has not been announced. */
  private orders = new Map<string, Order>();
  private ordersTimer: NodeJS.Timeout | null = null;

  constructor(private readonly summaries: (traceIds: readonly string[]) => Promise<TraceSummary[]>) {}

  /** @returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publishOrder(order: Order): void {
    if (this.listeners.size === 0) return;
    // The one that changed last comes last.
    this.orders.delete(order.orderId);
    this.orders.set(order.orderId, order);
    if (this.ordersTimer === null) this.flushOrders();
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
    for (const timer of [this.timer, this.ordersTimer]) if (timer) clearTimeout(timer);
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
  }

  private async flush(): Promise<void> {
    const traceIds = [...this.changed];
    this.changed = new Set();
    this.timer = null;
    try {
      for (const trace of await this.summaries(traceIds.slice(-ROWS_A_FLUSH)))
        this.emit({ name: 'trace', data: trace });
      this.emitSkipped(traceIds.length - ROWS_A_FLUSH, 0);
    } catch (error) {
      console.error('New traces could not be announced', error);
    }
  }

  private flushOrders(): void {
    const orders = [...this.orders.values()];
    this.orders = new Map();
    this.ordersTimer = orders.length === 0 ? null : setTimeout(() => this.flushOrders(), ORDERS_EVERY_MS);
    for (const order of orders.slice(-ROWS_A_FLUSH)) this.emit({ name: 'order', data: order });
    this.emitSkipped(0, orders.length - ROWS_A_FLUSH);
  }

  private emitSkipped(traces: number, orders: number): void {
    if (traces <= 0 && orders <= 0) return;
    this.emit({ name: 'skipped', data: { traces: Math.max(0, traces), orders: Math.max(0, orders) } });
  }

  private emit(event: LiveEvent): void {
    for (const listener of this.listeners) listener.event(event);
  }
}
