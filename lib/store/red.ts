import type { LatencyResponse } from '@/lib/api/contract';
import type { UnixNanos } from '@/lib/base/units';
import { sqlFile } from './sql-file';
import type { Params, Store } from './store';

/** A time range of whole minutes, `end` exclusive, and what to look at: '' for every service, every operation. */
export interface RedWindow {
  readonly start: UnixNanos;
  readonly end: UnixNanos;
  readonly service: string;
  readonly operation: string;
}

export type RedNumbers = Omit<LatencyResponse['series'][number], 'startTimeUnixNano'>;
type Operation = LatencyResponse['operations'][number];

/** The columns that every RED query selects; 64-bit integers come as text. */
export interface RedRow {
  readonly count: string;
  readonly errors: string;
  readonly rejected: string;
  readonly max: string;
  readonly quantiles: readonly number[];
}

/** Rate, errors and durations of each step that has any; `stepNanos` is a whole number of minutes. */
export async function redSeries(
  store: Store,
  window: RedWindow,
  stepNanos: number,
): Promise<(RedNumbers & { start: UnixNanos })[]> {
  const params = { ...windowParams(window), stepSeconds: stepNanos / 1e9 };
  const rows = await store.select<RedRow & { step: string }>(sqlFile('queries/red-series.sql'), params);
  return rows.map((row) => ({ start: BigInt(row.step) * 1_000_000_000n, ...redNumbers(row) }));
}

/**
 * The operations with the highest p95, at most `limit`, each with its three slowest spans; and how many operations there
 * are in all. Spans that are gone from the store while their counts remain leave an operation without examples.
 */
export async function slowestOperations(
  store: Store,
  window: RedWindow,
  limit: number,
): Promise<{ operations: Operation[]; operationCount: number }> {
  const rows = await store.select<OperationRow>(sqlFile('queries/slowest-operations.sql'), {
    ...windowParams(window),
    limit,
  });
  const examples = rows.length === 0 ? new Map() : await slowestExamples(store, window, rows);
  return {
    operations: rows.map((row) => ({
      service: row.service,
      name: row.name,
      kind: row.kind,
      ...redNumbers(row),
      examples: examples.get(row.operationHash) ?? [],
    })),
    operationCount: Number(rows[0]?.operationCount ?? 0),
  };
}

interface OperationRow extends RedRow {
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly operationHash: string;
  readonly operationCount: string;
}

interface ExampleRow {
  readonly operationHash: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly duration: string;
}

async function slowestExamples(
  store: Store,
  window: RedWindow,
  operations: readonly OperationRow[],
): Promise<Map<string, Operation['examples']>> {
  const rows = await store.select<ExampleRow>(sqlFile('queries/slowest-examples.sql'), {
    ...windowParams(window),
    // Hashes, not names: a ClickHouse server takes parameters in the URL, and 200 long names may not fit.
    operations: operations.map((row) => BigInt(row.operationHash)),
  });
  const byOperation = new Map<string, Operation['examples']>();
  for (const { operationHash, traceId, spanId, duration } of rows) {
    const example = { traceId, spanId, durationNanos: Number(duration) };
    byOperation.set(operationHash, [...(byOperation.get(operationHash) ?? []), example]);
  }
  return byOperation;
}

function windowParams({ start, end, service, operation }: RedWindow): Params {
  return { start: start / 1_000_000_000n, end: end / 1_000_000_000n, service, operation };
}

const LEVELS = [0.5, 0.95, 0.99] as const;

/**
 * The numbers of a row. A percentile is the shortest length that this share of the spans did not exceed (nearest rank): with
 * few spans that is the longest one, whose length is known exactly. A sketch, which rounds the rank down and errs by up to
 * 1 %, is not let above the longest either.
 */
export function redNumbers(row: RedRow): RedNumbers {
  const count = Number(row.count);
  const max = Number(row.max);
  const [p50, p95, p99] = LEVELS.map((level, i) =>
    Math.ceil(level * count) === count ? max : Math.min(row.quantiles[i] ?? max, max),
  );
  return {
    count,
    errors: Number(row.errors),
    rejected: Number(row.rejected),
    p50: p50 ?? null,
    p95: p95 ?? null,
    p99: p99 ?? null,
    max,
  };
}
