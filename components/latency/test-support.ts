import type { LatencyResponse } from '@/lib/api/contract';
import type { ChartStep } from './chart-steps';

const MINUTE_MS = 60_000;

/** 2026-01-02T10:00:00Z. */
export const TEN_MS = 1_767_348_000_000;

/** A step of one minute, so many minutes after {@link TEN_MS}, with what a test cares about; else nothing was counted. */
export function stepOf(minute: number, step: Partial<ChartStep> = {}): ChartStep {
  const startMs = TEN_MS + minute * MINUTE_MS;
  const nothing = { count: 0, rate: 0, errors: 0, rejected: 0, p50: null, p95: null, p99: null, max: null };
  return { startMs, endMs: startMs + MINUTE_MS, ...nothing, filling: false, ...step };
}

type Operation = LatencyResponse['operations'][number];

/** An operation with what a test cares about. */
export function operationOf(operation: Partial<Operation> = {}): Operation {
  return {
    service: 'risk-manager',
    name: 'check_risk',
    kind: 'Server',
    count: 100,
    errors: 0,
    rejected: 0,
    p50: 1_000_000,
    p95: 5_000_000,
    p99: 9_000_000,
    max: 10_000_000,
    examples: [],
    ...operation,
  };
}

/** An answer of one-minute steps from {@link TEN_MS} on. */
export function latencyOf(
  steps: readonly Partial<ChartStep>[],
  operations: readonly Operation[],
  operationCount = operations.length,
): LatencyResponse {
  return {
    stepNanos: MINUTE_MS * 1e6,
    series: steps.map((step, minute) => {
      const { startMs, count, errors, rejected, p50, p95, p99, max } = stepOf(minute, step);
      return { startTimeUnixNano: `${startMs}000000`, count, errors, rejected, p50, p95, p99, max };
    }),
    operations: [...operations],
    operationCount,
  };
}
