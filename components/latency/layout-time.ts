import { scaleTime } from 'd3';

/** What the time axis needs to know of a step. */
interface Step {
  readonly startMs: number;
  readonly endMs: number;
}

export interface TimeAxis {
  /** The edges of the plot; labels of the other axis are left of it. */
  readonly leftPx: number;
  readonly rightPx: number;
  readonly xOf: (ms: number) => number;
  readonly ticks: readonly { readonly xPx: number; readonly label: string }[];
}

/** Room for `500 ms` at the left, and half a label at the right, in units of the root's font size. */
const LEFT_EM = 4;
const RIGHT_EM = 1.25;
const TICK_EVERY_EM = 7;

/** The axis that all charts of a width share: the steps side by side, labels in the local time zone at round times. */
export function layoutTimeAxis(steps: readonly Step[], widthPx: number, fontPx: number): TimeAxis {
  const leftPx = LEFT_EM * fontPx;
  const rightPx = Math.max(leftPx + 1, widthPx - RIGHT_EM * fontPx);
  const startMs = steps[0]?.startMs ?? 0;
  const endMs = steps.at(-1)?.endMs ?? 1;
  const scale = scaleTime([new Date(startMs), new Date(endMs)], [leftPx, rightPx]);
  const most = Math.max(2, (rightPx - leftPx) / (TICK_EVERY_EM * fontPx));
  const ticks = scale.ticks(most).filter((date) => date.getMilliseconds() === 0);
  // Of a range of a few minutes the round times are closer than a minute.
  const withSeconds = ticks.some((date) => date.getSeconds() !== 0);
  return {
    leftPx,
    rightPx,
    xOf: (ms) => scale(ms),
    ticks: ticks.map((date) => ({ xPx: scale(date), label: timeLabel(date, withSeconds) })),
  };
}

/** The index of the step under `xPx`, the first or last one beside the plot; null when there are no steps. */
export function stepIndexAt(stepCount: number, axis: Pick<TimeAxis, 'leftPx' | 'rightPx'>, xPx: number): number | null {
  if (stepCount === 0) return null;
  const index = Math.floor(((xPx - axis.leftPx) / (axis.rightPx - axis.leftPx)) * stepCount);
  return Math.min(stepCount - 1, Math.max(0, index));
}

/** From the earlier of two steps to the end of the later one. */
export function windowOf(
  steps: readonly Step[],
  one: number,
  other: number,
): { startMs: number; endMs: number } | null {
  const first = steps[Math.min(one, other)];
  const last = steps[Math.max(one, other)];
  return first && last ? { startMs: first.startMs, endMs: last.endMs } : null;
}

/** `14:05`, or `14:05:30`; at midnight the day that begins, `Nov 20`. */
function timeLabel(date: Date, withSeconds: boolean): string {
  if (date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0) {
    return date.toLocaleDateString('en-US', { month: 'short', day: 'numeric' });
  }
  const parts = [date.getHours(), date.getMinutes(), ...(withSeconds ? [date.getSeconds()] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
