import { type ScaleTime, scaleLog, scaleTime, timeFormat } from 'd3';
import { formatDurationTick, type Nanos } from '@/lib/base/units';

export type PointStatus = 'ok' | 'rejected' | 'error';

export interface ScatterPoint {
  /** Unix milliseconds; the fraction counts. */
  readonly startMs: number;
  readonly durationNanos: Nanos;
  readonly status: PointStatus;
}

/** A point's place in the plot, in CSS pixels. Marks and points have the same order. */
export interface Mark {
  readonly xPx: number;
  readonly yPx: number;
  readonly status: PointStatus;
}

export interface ScatterLayout {
  readonly plot: {
    readonly leftPx: number;
    readonly rightPx: number;
    readonly topPx: number;
    readonly bottomPx: number;
  };
  readonly marks: readonly Mark[];
  readonly xTicks: readonly { readonly xPx: number; readonly label: string }[];
  readonly yTicks: readonly { readonly yPx: number; readonly label: string }[];
}

/** Around the plot, in units of the font size: room for `500 ms` at the left and for the times below. */
const LEFT_EM = 4.5;
const RIGHT_EM = 1;
const TOP_EM = 0.5;
const BOTTOM_EM = 1.75;
/** How wide a digit of a label is, and what is left free between two labels. */
const DIGIT_EM = 0.6;
const GAP_EM = 1;
/** Of what is shorter the marks, whole milliseconds, may all lie outside. */
const SHORTEST_MS = 10;
/** Between the outermost points and the edges, as a factor of a duration. */
const MARGIN = 1.3;
/** Below so many decades the axis has marks at 2 and 5 too. */
const SPARSE_DECADES = 2.5;

/**
 * Start over duration on a logarithmic scale, both as wide as the points reach. A duration of zero has no logarithm: it
 * lies on the lower edge, a decade below the shortest that has.
 */
export function layoutScatter(
  points: readonly ScatterPoint[],
  widthPx: number,
  heightPx: number,
  fontPx: number,
): ScatterLayout {
  const plot = {
    leftPx: LEFT_EM * fontPx,
    rightPx: Math.max(LEFT_EM * fontPx + 1, widthPx - RIGHT_EM * fontPx),
    topPx: TOP_EM * fontPx,
    bottomPx: Math.max(TOP_EM * fontPx + 1, heightPx - BOTTOM_EM * fontPx),
  };
  const x = scaleTime(timeDomain(points), [plot.leftPx, plot.rightPx]);
  const y = scaleLog(durationDomain(points), [plot.bottomPx, plot.topPx]);
  const [lowest = 1, highest = 10] = y.domain();
  return {
    plot,
    marks: points.map(({ startMs, durationNanos, status }) => ({
      xPx: x(startMs),
      yPx: y(Math.max(lowest, durationNanos)),
      status,
    })),
    xTicks: timeTicks(x, widthPx, fontPx),
    yTicks: durationTicks(lowest, highest).map((nanos) => ({ yPx: y(nanos), label: formatDurationTick(nanos, nanos) })),
  };
}

function timeDomain(points: readonly ScatterPoint[]): [number, number] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { startMs } of points) {
    first = Math.min(first, startMs);
    last = Math.max(last, startMs);
  }
  if (first > last) return [0, 1];
  // A single moment gets a second around it.
  const margin = first === last ? 500 : Math.max((SHORTEST_MS - last + first) / 2, (last - first) * 0.02);
  return [first - margin, last + margin];
}

function durationDomain(points: readonly ScatterPoint[]): [number, number] {
  let shortest = Number.POSITIVE_INFINITY;
  let longest = 0;
  let zero = false;
  for (const { durationNanos } of points) {
    if (durationNanos <= 0) {
      zero = true;
      continue;
    }
    shortest = Math.min(shortest, durationNanos);
    longest = Math.max(longest, durationNanos);
  }
  if (longest === 0) return [1, 10];
  const lowest = shortest / (zero ? 10 : MARGIN);
  const highest = longest * MARGIN;
  // At least a decade, so that the axis has marks to read.
  const widen = Math.max(1, Math.sqrt((10 * lowest) / highest));
  return [lowest / widen, highest * widen];
}

function durationTicks(lowest: number, highest: number): number[] {
  const steps = Math.log10(highest / lowest) < SPARSE_DECADES ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let decade = Math.floor(Math.log10(lowest)); decade <= Math.log10(highest); decade += 1) {
    for (const step of steps) {
      const nanos = step * 10 ** decade;
      if (nanos >= lowest && nanos <= highest && nanos >= 1) ticks.push(nanos);
    }
  }
  return ticks;
}

/**
 * As many times, round ones, as can be read side by side. How many a scale gives is only near to what it is asked for, and how
 * wide their labels are depends on how fine they are: it is asked for fewer until they fit.
 */
function timeTicks(x: ScaleTime<number, number>, widthPx: number, fontPx: number): ScatterLayout['xTicks'] {
  const [leftPx = 0, rightPx = 0] = x.range();
  for (let count = Math.ceil((rightPx - leftPx) / (GAP_EM * fontPx)); ; count = Math.floor(count / 1.25)) {
    const dates = x.ticks(count);
    const label = timeFormat(timePattern(dates));
    const ticks = dates.map((date) => ({ xPx: x(date), label: label(date) }));
    const labelPx = (ticks[0]?.label.length ?? 0) * DIGIT_EM * fontPx;
    const apartPx = (ticks[1]?.xPx ?? Number.POSITIVE_INFINITY) - (ticks[0]?.xPx ?? 0);
    if (count <= 1 || apartPx >= labelPx + GAP_EM * fontPx) {
      return ticks.filter(({ xPx }) => xPx >= labelPx / 2 && xPx <= widthPx - labelPx / 2);
    }
  }
}

/** As fine as the ticks are apart. */
function timePattern(ticks: readonly Date[]): string {
  const [first, second] = ticks;
  const stepMs = first && second ? second.getTime() - first.getTime() : 1;
  if (stepMs < 1_000) return '%H:%M:%S.%L';
  if (stepMs < 60_000) return '%H:%M:%S';
  return stepMs < 86_400_000 ? '%H:%M' : '%b %-d';
}

/** The mark nearest to a place, at most `reachPx` away; null when there is none. */
export function markAt(marks: readonly Mark[], xPx: number, yPx: number, reachPx: number): number | null {
  let nearest: number | null = null;
  let nearestSquared = reachPx * reachPx;
  marks.forEach((mark, index) => {
    const squared = (mark.xPx - xPx) ** 2 + (mark.yPx - yPx) ** 2;
    if (squared > nearestSquared) return;
    nearest = index;
    nearestSquared = squared;
  });
  return nearest;
}

/** The indices of the points from left to right: what arrow keys move along. */
export function byTime(points: readonly ScatterPoint[]): number[] {
  return points
    .map((_, index) => index)
    .sort((one, other) => (points[one]?.startMs ?? 0) - (points[other]?.startMs ?? 0));
}
