import type { SearchResponse, TraceSummary } from '@/lib/api/contract';
import { apiUrl, getJson } from '@/lib/api/fetch';
import { LIVE_ROWS } from './live-lists';

/**
 * The roots of the traces that an order comes in with: of a client that traces, such as this page, or of the exchange itself,
 * over HTTP, over WebSocket, or straight.
 */
const ENTRY_ROOTS = ['place_order', 'POST /v1/order', 'order_entry.place_order', 'client_order_received'];

/** How far back they are looked for: where no order ever came in, all of the time would be read for nothing. */
const LOOK_BACK_MS = 24 * 3_600_000;

/** True for the trace that an order came in with, as against those of what then became of it. */
export function isOrderEntry({ rootName }: TraceSummary): boolean {
  return ENTRY_ROOTS.includes(rootName);
}

/** The latest order entries of the last 24 hours, as many as are listed. @throws ApiError */
export async function fetchOrderEntries(signal: AbortSignal): Promise<TraceSummary[]> {
  const start = String(BigInt(Date.now() - LOOK_BACK_MS) * 1_000_000n);
  const lists = await Promise.all(
    ENTRY_ROOTS.map((root) => {
      const params = { q: `operation="${root}"`, start, limit: LIVE_ROWS, sort: 'newest' };
      return getJson<SearchResponse>(apiUrl('/api/search', params), signal);
    }),
  );
  return lists.flatMap(({ traces }) => traces.filter(isOrderEntry));
}
