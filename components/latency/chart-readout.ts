import { formatCount, formatDuration, formatTimestamp, type Nanos } from '@/lib/base/units';
import { formatRate, formatShare, NO_NUMBER } from '@/lib/latency/format';
import { share } from '@/lib/latency/rates';
import type { ChartStep } from './chart-steps';

const DAY_MS = 86_400_000;

/** `14:03 – 14:04`, with the day where the charts cover more than one; `still filling` for a step that has not ended. */
export function stepTime(step: ChartStep, coversDays: boolean): string {
  const date = coversDays || step.endMs - step.startMs >= DAY_MS;
  return `${clock(step.startMs, date)} – ${clock(step.endMs, false)}${step.filling ? ', still filling' : ''}`;
}

/** A length of time, or a dash where nothing was counted. */
export function durationText(nanos: Nanos | null): string {
  return nanos === null ? NO_NUMBER : formatDuration(nanos);
}

/** `3 (0.4 %)`: how many of the spans, and their share. */
export function partText(part: number, whole: number): string {
  return part === 0 ? '0' : `${formatCount(part)} (${formatShare(share(part, whole))})`;
}

/** One step in words, for those who hear it. */
export function stepSentence(step: ChartStep, coversDays: boolean): string {
  const when = stepTime(step, coversDays).replace('–', 'to');
  if (step.count === 0) return `${when}: no spans`;
  const durations = `p50 ${durationText(step.p50)}, p95 ${durationText(step.p95)}, p99 ${durationText(step.p99)}`;
  return (
    `${when}: ${formatRate(step.rate).replace('/s', 'per second')}, ${formatCount(step.errors)} errors, ` +
    `${formatCount(step.rejected)} rejected, ${durations}`
  );
}

/** `10:00 – 11:01`, with days where they differ or are wanted. */
export function spanOfTime(startMs: number, endMs: number): string {
  const sameDay = new Date(startMs).toDateString() === new Date(endMs).toDateString();
  return `${clock(startMs, true)} – ${clock(endMs, !sameDay)}`;
}

/** True when a time without its day would be ambiguous. */
export function coversDays({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }): boolean {
  return endMs - startMs > DAY_MS;
}

/** To the minute: steps begin and end on whole ones. */
function clock(ms: number, date: boolean): string {
  return formatTimestamp(BigInt(ms) * 1_000_000n, { precision: 's', date }).replace(/:\d\d$/, '');
}
