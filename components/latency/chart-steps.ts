import type { LatencyResponse } from '@/lib/api/contract';
import type { Nanos } from '@/lib/base/units';
import { elapsedIn, perSecond } from '@/lib/latency/rates';

/** One step of the series, as the charts draw it. Times in Unix milliseconds: steps are whole minutes, so nothing is lost. */
export interface ChartStep {
  readonly startMs: number;
  readonly endMs: number;
  readonly count: number;
  /** Spans a second over the part of the step that has passed; null before it begins. */
  readonly rate: number | null;
  readonly errors: number;
  readonly rejected: number;
  readonly p50: Nanos | null;
  readonly p95: Nanos | null;
  readonly p99: Nanos | null;
  readonly max: Nanos | null;
  /** True while the step has not ended: its counts still grow. */
  readonly filling: boolean;
}

/** The series of an answer that came at `nowMs`. */
export function chartSteps({ series, stepNanos }: LatencyResponse, nowMs: number): ChartStep[] {
  const stepMs = stepNanos / 1e6;
  const now = BigInt(Math.trunc(nowMs)) * 1_000_000n;
  return series.map(({ startTimeUnixNano, ...red }) => {
    const start = BigInt(startTimeUnixNano);
    const startMs = Number(start / 1_000_000n);
    const elapsed = elapsedIn(start, stepNanos, now);
    return {
      ...red,
      startMs,
      endMs: startMs + stepMs,
      rate: perSecond(red.count, elapsed),
      filling: elapsed < stepNanos,
    };
  });
}

/** From the start of the first to the end of the last step: what the whole answer covers. */
export function coveredMs(steps: readonly ChartStep[]): { readonly startMs: number; readonly endMs: number } {
  return { startMs: steps[0]?.startMs ?? 0, endMs: steps.at(-1)?.endMs ?? 0 };
}
