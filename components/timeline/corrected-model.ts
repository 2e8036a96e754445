import type { ClockSkew } from '@/lib/trace/clock-skew';
import { shiftSpans } from '@/lib/trace/shift-spans';
import type { Trace } from '@/lib/trace/trace';
import { type Clocks, type TimelineModel, timelineModel } from './timeline-model';

/**
 * The model of a trace as it would have been recorded by clocks that are right: all that follows from times (order, self
 * times, the critical path, gaps) follows from the corrected ones. The trace itself is not changed.
 */
export function correctedModel(recorded: Trace, { shifts, shiftedCount }: ClockSkew): TimelineModel {
  const corrected = shiftSpans(recorded, shifts);
  return { ...timelineModel(corrected.trace), clocks: { shifts: corrected.shifts, shiftedCount, applied: true } };
}

/** What is said of the clocks of a trace, for the sub-tree below `root` as a trace of its own: of its spans, in its order. */
export function clocksWithin({ clocks, tree, trace }: TimelineModel, root: number): Clocks | null {
  if (clocks === null) return null;
  const from = tree.positions[root] as number;
  const shifts = new Float64Array(1 + (tree.descendantCounts[root] as number));
  let [found, shiftedCount] = [0, 0];
  for (let span = 0; span < trace.spanCount && found < shifts.length; span++) {
    const place = (tree.positions[span] as number) - from;
    if (place < 0 || place >= shifts.length) continue;
    const shift = clocks.shifts[span] as number;
    if (shift !== 0) shiftedCount++;
    shifts[found++] = shift;
  }
  return { shifts, shiftedCount, applied: clocks.applied };
}

/** By how much a span is shown later than it was recorded; negative: sooner. */
export function shownLaterBy({ clocks }: TimelineModel, span: number): number {
  return clocks?.applied === true ? (clocks.shifts[span] ?? 0) : 0;
}
