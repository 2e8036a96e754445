import { formatShare } from '@/lib/base/share';
import { formatDuration, formatDurationExact, formatDurationTick, type Nanos } from '@/lib/base/units';
import type { Trace } from '@/lib/trace/trace';
import type { Measure } from '@/lib/url/trace-time';
import { isSpan, type Rows } from './layout-rows';
import { nanosToPx, pxToNanos, type ShownWindow } from './viewport';

/** How near a pointer must be to the start or the end of a span to mean it, in CSS pixels. */
const SNAP_PX = 6;

/**
 * The measure after one more mark at a span: the first mark of a new one, or the second of one that was begun. Unless the
 * `edge` says the end it is the start, and the end where the start is marked already.
 */
export function withMark(measure: Measure | null, { starts, durations }: Trace, span: number, edge?: 'end'): Measure {
  const start = starts[span] as number;
  const end = start + (durations[span] as number);
  if (measure === null || measure.to !== null) return { from: edge === 'end' ? end : start, to: null };
  return { from: measure.from, to: edge === 'end' || measure.from === start ? end : start };
}

export interface MeasurePlace {
  readonly px: number;
  /** The row under the pointer; -1: none. */
  readonly row: number;
}

/**
 * The moment at a pointer: the nearest start or end, within {@link SNAP_PX}, of the span under it, else of any span in the
 * rows from `first` up to `end`; else the very moment, in whole nanoseconds within the trace.
 */
export function momentNear(
  { px, row }: MeasurePlace,
  {
    trace,
    rows,
    first,
    end,
  }: { readonly trace: Trace; readonly rows: Rows; readonly first: number; readonly end: number },
  { window, width, extent }: { readonly window: ShownWindow; readonly width: number; readonly extent: Nanos },
): Nanos {
  const nearestOf = (from: number, to: number): Nanos | null => {
    let nearest: Nanos | null = null;
    let distance = SNAP_PX;
    for (let at = from; at < to; at++) {
      const span = rows.targets[at] ?? -1;
      if (!isSpan(span)) continue;
      const start = trace.starts[span] as number;
      for (const moment of [start, start + (trace.durations[span] as number)]) {
        const away = Math.abs(nanosToPx(moment, window, width) - px);
        if (away >= distance) continue;
        nearest = moment;
        distance = away;
      }
    }
    return nearest;
  };
  const pointed = row === -1 ? null : nearestOf(row, row + 1);
  const free = Math.round(Math.min(Math.max(pxToNanos(px, window, width), 0), extent));
  return pointed ?? nearestOf(first, end) ?? free;
}

/** What a measure says, and the same to the nanosecond; null while it has one mark only. */
export interface MeasureWords {
  /** The sooner moment first. */
  readonly between: string;
  readonly length: string;
  readonly exact: string;
  readonly share: string;
}

export function measureWords({ from, to }: Measure, extent: Nanos): MeasureWords | null {
  if (to === null) return null;
  const nanos = Math.abs(to - from);
  // In as many digits as it takes to tell them apart.
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, nanos))) - 2);
  return {
    between: `${formatDurationTick(Math.min(from, to), step)} to ${formatDurationTick(Math.max(from, to), step)}`,
    length: formatDuration(nanos),
    exact: formatDurationExact(nanos),
    share: `${formatShare(nanos, extent)} of the trace`,
  };
}

/** A measure for a screen reader. */
export function measureSentence(measure: Measure, extent: Nanos): string {
  const words = measureWords(measure, extent);
  if (words === null) return `First mark at ${formatDuration(measure.from)}. Press m on another span for the second.`;
  return `From ${words.between}: ${words.length}, ${words.exact}, ${words.share}`;
}
