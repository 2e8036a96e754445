import type { LiveEvents, TraceSummary } from '@/lib/api/contract';
import type { Order } from '@/lib/api/order-contract';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'waiting'; readonly retryMs: number };

export interface LiveHandlers {
  readonly onState: (state: LiveState) => void;
  readonly onOrder: (order: Order) => void;
  readonly onTrace: (trace: TraceSummary) => void;
  /** More traces or orders came in than the server announces one by one. */
  readonly onSkipped: (skipped: LiveEvents['skipped']) => void;
  /** Connected again: what happened in between was not announced. */
  readonly onGap: () => void;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

/** The wait before the `attempt`-th try in a row (from 1): doubles from 1 s to 15 s. */
export function retryDelayMs(attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
}

/**
 * Follows `GET /api/live` until the returned function is called. Reconnects by itself: the browser's own reconnecting
 * gives up for good when the server answers with an error, as it does while it starts.
 */
export function followLive(url: string, handlers: LiveHandlers): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let wasLive = false;

  const connect = () => {
    handlers.onState({ kind: 'connecting' });
    source = new EventSource(url);
    source.addEventListener('open', () => {
      failures = 0;
      handlers.onState({ kind: 'live' });
      if (wasLive) handlers.onGap();
      wasLive = true;
    });
    source.addEventListener('error', () => {
      source?.close();
      failures += 1;
      const retryMs = retryDelayMs(failures);
      handlers.onState({ kind: 'waiting', retryMs });
      timer = setTimeout(connect, retryMs);
    });
    source.addEventListener('order', (event) => handlers.onOrder(JSON.parse(event.data) as Order));
    source.addEventListener('trace', (event) => handlers.onTrace(JSON.parse(event.data) as TraceSummary));
    source.addEventListener('skipped', (event) => {
      handlers.onSkipped(JSON.parse(event.data) as LiveEvents['skipped']);
    });
  };
  connect();

  return () => {
    source?.close();
    clearTimeout(timer);
  };
}
