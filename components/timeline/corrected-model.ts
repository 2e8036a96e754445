import type { ClockSkew } from '@/lib/trace/clock-skew';
import { shiftSpans } from '@/lib/trace/shift-spans';
import type { Trace } from '@/lib/trace/trace';
import { type TimelineModel, timelineModel } from './timeline-model';

/**
 * The model of a trace as it would have been recorded by clocks that are right: all that follows from times (order, self
 * times, the critical path, gaps) follows from the corrected ones. The trace itself is not changed.
 */
export function correctedModel(recorded: Trace, { shifts, shiftedCount }: ClockSkew): TimelineModel {
  const corrected = shiftSpans(recorded, shifts);
  return { ...timelineModel(corrected.trace), clocks: { shifts: corrected.shifts, shiftedCount, applied: true } };
}

/** By how much a span is shown later than it was recorded; negative: sooner. */
export function shownLaterBy({ clocks }: TimelineModel, span: number): number {
  return clocks?.applied === true ? (clocks.shifts[span] ?? 0) : 0;
}
