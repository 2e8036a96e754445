import type { PeersResponse } from '@/lib/api/contract';
import type { Nanos, UnixNanos } from '@/lib/base/units';
import { sqlFile } from './sql-file';
import type { Store } from './store';

/** Whose durations are looked at, and the one that is ranked among them. */
export interface PeersQuestion {
  readonly service: string;
  readonly operation: string;
  /** Inclusive; the end is not. */
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  readonly durationNanos: Nanos;
}

/** What `lib/api` answers, with fine bins, `[bin, count]` (see `queries/peers.sql`), in the place of bars. */
export type Peers = Omit<PeersResponse, 'bars'> & { readonly bins: readonly (readonly [number, number])[] };

interface PeersRow {
  readonly count: string;
  readonly shorter: string;
  readonly alike: string;
  readonly min: string;
  readonly max: string;
  readonly quantiles: readonly string[];
  readonly bins: readonly (readonly [number, string])[];
}

/** The panel can do without; who waits longer has gone on to another span. */
const MAX_SECONDS = 10;

/**
 * How long all spans of an operation took that started in a range, exactly: percentiles by nearest rank, and how many took
 * less than a given length. A span that a Collector has written twice counts twice.
 * @throws FillpathError `unavailable` when it takes longer than 10 s.
 */
export async function peers(store: Store, question: PeersQuestion): Promise<Peers> {
  const { service, operation, start, end, durationNanos } = question;
  const params = { service, operation, start, end, duration: BigInt(durationNanos) };
  const rows = await store.select<PeersRow>(sqlFile('queries/peers.sql'), params, { maxSeconds: MAX_SECONDS });
  const row = rows[0];
  const count = Number(row?.count ?? 0);
  const range = { startUnixNano: String(start), endUnixNano: String(end) };
  if (row === undefined || count === 0) {
    return {
      ...range,
      count: 0,
      shorter: 0,
      alike: 0,
      min: null,
      p50: null,
      p95: null,
      p99: null,
      max: null,
      bins: [],
    };
  }
  const [p50, p95, p99] = row.quantiles.map(Number);
  return {
    ...range,
    count,
    shorter: Number(row.shorter),
    alike: Number(row.alike),
    min: Number(row.min),
    p50: p50 ?? null,
    p95: p95 ?? null,
    p99: p99 ?? null,
    max: Number(row.max),
    bins: row.bins.map(([bin, binCount]) => [bin, Number(binCount)] as const),
  };
}
