import { queryOptions } from '@tanstack/react-query';
import type { PeersResponse } from './contract';
import { apiUrl, getJson } from './fetch';

const HOUR = 3_600_000_000_000n;
/** Who moves through the rows with a held key passes one every 30 ms, and wants to know of none of them. */
const REST_MS = 150;

/** A span as its peers are asked for: those of the same service and operation. */
export interface PeerSpan {
  readonly service: string;
  readonly operation: string;
  /** Unix nanoseconds. */
  readonly startUnixNano: string;
  readonly durationNanos: number;
}

/** Where a span stands among its peers, and whether they are those of the last hour or of the hour around the span. */
export type Peers = PeersResponse & { readonly recent: boolean };

/** Asked once one has stayed with the span for a moment. */
export function peersQuery({ service, operation, startUnixNano, durationNanos }: PeerSpan) {
  return queryOptions({
    queryKey: ['peers', service, operation, startUnixNano, durationNanos],
    queryFn: async ({ signal }): Promise<Peers> => {
      await rest(signal);
      const { start, end, recent } = peerHour(BigInt(startUnixNano), BigInt(Date.now()) * 1_000_000n);
      const params = { service, operation, durationNano: durationNanos, start: String(start), end: String(end) };
      return { ...(await getJson<PeersResponse>(apiUrl('/api/peers', params), signal)), recent };
    },
  });
}

/** The hour whose spans one at `start` is compared with, in which it lies: the last one, or that around an older span. */
export function peerHour(start: bigint, now: bigint): { start: bigint; end: bigint; recent: boolean } {
  if (start >= now - HOUR && start < now) return { start: now - HOUR, end: now, recent: true };
  const from = start - HOUR / 2n;
  return { start: from < 0n ? 0n : from, end: start + HOUR / 2n, recent: false };
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, REST_MS);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
