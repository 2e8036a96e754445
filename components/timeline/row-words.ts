import { formatCount, formatDuration } from '@/lib/base/units';
import { Oddity } from '@/lib/trace/oddities';
import { shownLaterBy } from './corrected-model';
import { isSpan, type RowTarget } from './layout-rows';
import type { Mark, RowFacts } from './row-facts';
import { runDurations, runOfTarget, runRemarks } from './run-words';
import type { TimelineModel } from './timeline-model';

/** What a mark says about a span, as a sentence without its full stop. */
export function markWords(model: TimelineModel, span: number, mark: Mark): string {
  const { trace, tree, oddities } = model;
  switch (mark) {
    case 'error':
      return 'Ended with an error';
    case 'rejected':
      return 'Rejected: a business refusal, not an error';
    case 'orphan':
      return 'Its parent is not stored, so it stands without one';
    case 'cycle':
      return 'Its parents lead back to itself, so it stands without one';
    case 'duplicate':
      return 'An earlier span has the same id';
    case 'clock':
      return clockWords(model, span);
    case 'shifted':
      return shiftedWords(shownLaterBy(model, span));
    case 'loss':
      return `Incomplete: ${formatCount(trace.losses[span] as number)} attributes, events, links or parts of values were dropped`;
  }
  function clockWords({ trace: { starts } }: TimelineModel, at: number): string {
    const backwards = trace.endedBeforeStart[at] as number;
    if (((oddities.flags[at] as number) & Oddity.EndedBeforeStart) !== 0) {
      return `Claimed to end ${formatDuration(backwards)} before it started, so it is shown without duration`;
    }
    const lead = (starts[tree.parents[at] as number] as number) - (starts[at] as number);
    return `Starts ${formatDuration(lead)} before its parent: their clocks disagree`;
  }
}

function shiftedWords(nanos: number): string {
  return `Shown ${formatDuration(Math.abs(nanos))} ${nanos > 0 ? 'later' : 'sooner'} than recorded`;
}

/** What the row of a gap says. */
export function gapWords(hiddenCount: number): string {
  return `${formatCount(hiddenCount)} hidden`;
}

/** How long what a span started went on after it. */
function reachWords({ trace, reaches }: TimelineModel, target: RowTarget): string[] {
  if (!isSpan(target)) return [];
  const after = (reaches[target] as number) - (trace.starts[target] as number) - (trace.durations[target] as number);
  return after > 0 ? [`Spans below it went on for ${formatDuration(after)} after its end`] : [];
}

/** What else a row says beside its name and times, in short sentences. */
export function rowRemarks(model: TimelineModel, target: RowTarget, facts: RowFacts): string[] {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${formatCount(count)} ${count === 1 ? one : many}`];
  const run = runOfTarget(model, target);
  return [
    ...(run === -1 ? [] : [...runRemarks(model, run), runDurations(model, run).join(', ')]),
    ...(facts.matches ? ['Found'] : []),
    ...facts.marks.map((mark) => markWords(model, target, mark)),
    ...reachWords(model, target),
    ...counted(facts.eventCount, 'event', 'events'),
    ...counted(facts.linkCount, 'span', 'spans').map((spans) => `Caused by ${spans}`),
    ...counted(facts.ledToCount, 'span', 'spans').map((spans) => `Led to ${spans}`),
    ...(facts.name === ''
      ? counted(facts.hiddenCount, 'span', 'spans')
      : counted(facts.hiddenCount, 'span folded away', 'spans folded away')),
    ...counted(facts.hiddenMatches, 'match below', 'matches below'),
    ...counted(facts.hiddenErrors, 'error below', 'errors below'),
    ...counted(facts.hiddenRejected, 'rejected below', 'rejected below'),
  ];
}
