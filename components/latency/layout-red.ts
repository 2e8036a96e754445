import { scaleLinear, scaleLog } from 'd3';
import { formatDurationTick, type Nanos } from '@/lib/base/units';
import type { DurationScale } from '@/lib/url/latency-view';
import type { ChartStep } from './chart-steps';
import type { TimeAxis } from './layout-time';

export interface Tick {
  readonly yPx: number;
  readonly label: string;
}

/** A rectangle; `filling` marks a step that has not ended, whose bar may still grow. */
export interface Bar {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly filling: boolean;
}

export interface Point {
  readonly index: number;
  readonly xPx: number;
  readonly yPx: number;
}

export const PERCENTILES = ['p50', 'p95', 'p99'] as const;
export type Percentile = (typeof PERCENTILES)[number];

/** Space between the bars of neighbouring steps. */
const GAP_PX = 1;
/** Half the height of a label, which would otherwise be cut at the canvas' edge. */
const HEADROOM_PX = 7;

/** Rate as one bar a step, from the bottom up. */
export function layoutRate(steps: readonly ChartStep[], axis: TimeAxis, heightPx: number) {
  const highest = Math.max(0, ...steps.map((step) => step.rate ?? 0));
  const scale = scaleLinear([0, highest || 1], [heightPx - HEADROOM_PX, HEADROOM_PX]).nice(3);
  return {
    bars: steps.flatMap((step) => (step.rate ? [bar(step, axis, scale(step.rate), scale(0))] : [])),
    ticks: scale.ticks(3).map((value) => ({ yPx: scale(value), label: scale.tickFormat(3)(value) })),
  };
}

/**
 * Errors upwards and rejections downwards from one zero line, to one scale: their places tell them apart where a bar is too
 * narrow for its hatching to be seen.
 *
 *     2 |     #                 errors
 *     0 +--#--#-----#--#--
 *     2 |  /        /           rejected
 */
export function layoutFailures(steps: readonly ChartStep[], axis: TimeAxis, heightPx: number) {
  const highest = Math.max(1, ...steps.map((step) => Math.max(step.errors, step.rejected)));
  const scale = scaleLinear([-highest, highest], [heightPx - HEADROOM_PX, HEADROOM_PX]).nice(2);
  const zeroPx = scale(0);
  return {
    zeroPx,
    errors: steps.flatMap((step) => (step.errors > 0 ? [bar(step, axis, scale(step.errors), zeroPx)] : [])),
    rejected: steps.flatMap((step) => (step.rejected > 0 ? [bar(step, axis, zeroPx, scale(-step.rejected))] : [])),
    ticks: scale
      .ticks(3)
      .filter(Number.isInteger)
      .map((value) => ({ yPx: scale(value), label: Math.abs(value).toLocaleString('en-US') })),
  };
}

/** One line a percentile, through the middle of each step, as runs of points without a gap. */
export function layoutDurations(
  steps: readonly ChartStep[],
  axis: TimeAxis,
  heightPx: number,
  kind: DurationScale,
): { readonly ticks: Tick[]; readonly runs: Readonly<Record<Percentile, Point[][]>> } {
  const values = steps.flatMap((step) => PERCENTILES.flatMap((name) => step[name] ?? []));
  const { yOf, ticks } = kind === 'log' ? logScale(values, heightPx) : linearScale(values, heightPx);
  const runsOf = (name: Percentile) =>
    runs(
      steps.map((step, index) => {
        const value = step[name];
        return value === null ? null : { index, xPx: axis.xOf((step.startMs + step.endMs) / 2), yPx: yOf(value) };
      }),
    );
  return { ticks, runs: { p50: runsOf('p50'), p95: runsOf('p95'), p99: runsOf('p99') } };
}

function bar(step: ChartStep, axis: TimeAxis, topPx: number, bottomPx: number): Bar {
  const leftPx = axis.xOf(step.startMs);
  const widthPx = Math.max(1, axis.xOf(step.endMs) - leftPx - GAP_PX);
  // What is there is seen, however small it is beside the highest.
  const heightPx = Math.max(1, bottomPx - topPx);
  return { leftPx, topPx, widthPx, heightPx, filling: step.filling };
}

function linearScale(values: readonly Nanos[], heightPx: number) {
  const scale = scaleLinear([0, Math.max(0, ...values) || 1], [heightPx, HEADROOM_PX]).nice(4);
  const marks = scale.ticks(4);
  const distance = (marks[1] ?? 1) - (marks[0] ?? 0);
  return {
    yOf: (nanos: Nanos) => scale(nanos),
    ticks: marks.map((nanos) => ({ yPx: scale(nanos), label: formatDurationTick(nanos, distance) })),
  };
}

/** Between round values (1, 2 or 5 times a power of ten). A logarithmic axis has no 0: a length of 0 is at the bottom, as 1 ns. */
function logScale(values: readonly Nanos[], heightPx: number) {
  const shown = values.map((nanos) => Math.max(1, nanos));
  const lowest = roundDown(Math.min(1e9, ...shown));
  const highest = Math.max(lowest * 10, roundUp(Math.max(1, ...shown)));
  const scale = scaleLog([lowest, highest], [heightPx, HEADROOM_PX]);
  const all = scale.ticks().filter((nanos) => /^[125]/.test(nanos.toExponential()));
  const powers = all.filter((nanos) => nanos.toExponential().startsWith('1e'));
  const marks = powers.length >= 3 ? powers : all;
  return {
    yOf: (nanos: Nanos) => scale(Math.max(1, nanos)),
    ticks: marks.map((nanos) => ({ yPx: scale(nanos), label: formatDurationTick(nanos, nanos) })),
  };
}

function roundDown(nanos: Nanos): Nanos {
  const power = 10 ** Math.floor(Math.log10(nanos));
  return power * ([5, 2].find((digit) => digit * power <= nanos) ?? 1);
}

function roundUp(nanos: Nanos): Nanos {
  const power = 10 ** Math.floor(Math.log10(nanos));
  return power * ([1, 2, 5].find((digit) => digit * power >= nanos) ?? 10);
}

function runs(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [];
  let open: Point[] | null = null;
  for (const point of points) {
    if (point === null) {
      open = null;
    } else if (open === null) {
      open = [point];
      found.push(open);
    } else {
      open.push(point);
    }
  }
  return found;
}
