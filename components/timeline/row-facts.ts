import { formatCount } from '@/lib/base/units';
import { matchesBetween, type RankedMatches } from '@/lib/find/rank-spans';
import { Oddity } from '@/lib/trace/oddities';
import { StatusCode } from '@/lib/trace/trace';
import { shownLaterBy } from './corrected-model';
import { Fold, groupOf, isSpan, type RowTarget, runHead } from './layout-rows';
import { positionsOf } from './row-order';
import { runLength, runOfTarget } from './run-words';
import type { TimelineModel } from './timeline-model';

/** What a glyph beside a name says. Each has a shape of its own (glyphs.ts) and a sentence (row-words.ts). */
export type Mark = 'error' | 'rejected' | 'orphan' | 'cycle' | 'duplicate' | 'clock' | 'shifted' | 'loss';

/** What is shown of one row, apart from where. */
export interface RowFacts {
  readonly service: string;
  /** '' for the heading of a service; of a run of like siblings with their number. */
  readonly name: string;
  readonly series: number;
  readonly marks: readonly Mark[];
  readonly eventCount: number;
  /** How many spans its links name: what it was caused by. */
  readonly linkCount: number;
  /** How many spans link to it. */
  readonly ledToCount: number;
  /** How many spans are folded away below; 0 for an open row. */
  readonly hiddenCount: number;
  readonly hiddenErrors: number;
  readonly hiddenRejected: number;
  /** Whether what is looked for is found on this very span. */
  readonly matches: boolean;
  /** How many matches are folded away below; 0 for an open row, and while nothing is looked for. */
  readonly hiddenMatches: number;
}

/** For a span that was sent without one. */
const NO_NAME = '(no name)';

/** From the ones that say most. */
const ODDITY_MARKS: readonly (readonly [number, Mark])[] = [
  [Oddity.MissingParent, 'orphan'],
  [Oddity.CycleCut, 'cycle'],
  [Oddity.DuplicateId, 'duplicate'],
  [Oddity.StartsBeforeParent | Oddity.EndedBeforeStart, 'clock'],
  [Oddity.Incomplete, 'loss'],
];

/**
 * What a row of this target (a span, a group or a run) shows, `fold` being its {@link Fold}. A closed row also shows what it hides.
 * `found` is what is looked for in the trace, if anything.
 */
export function rowFacts(
  model: TimelineModel,
  target: RowTarget,
  fold: number,
  found: RankedMatches | null = null,
): RowFacts {
  const group = model.groups[groupOf(target)];
  const matches = isSpan(target) && found?.matched[target] === 1;
  const hiddenMatches = found === null || fold !== Fold.Closed ? 0 : matchesIn(model, target, found) - Number(matches);
  if (group !== undefined) {
    const closed = fold === Fold.Closed;
    return {
      service: group.service,
      name: '',
      series: model.seriesOfService[group.code] ?? 1,
      marks: [],
      eventCount: 0,
      linkCount: 0,
      ledToCount: 0,
      hiddenCount: group.spans.length,
      hiddenErrors: closed ? group.errorCount : 0,
      hiddenRejected: closed ? group.rejectedCount : 0,
      matches,
      hiddenMatches,
    };
  }
  const { trace, tree, below } = model;
  if (!isSpan(target)) return { ...runFacts(model, target, fold), hiddenMatches };
  const code = trace.services.codes[target] as number;
  const closed = fold === Fold.Closed;
  return {
    service: trace.services.values[code] ?? '',
    name: trace.names.values[trace.names.codes[target] as number] || NO_NAME,
    series: model.seriesOfService[code] ?? 1,
    marks: marksOf(model, target),
    eventCount: trace.eventCounts[target] as number,
    linkCount: trace.linkCounts[target] as number,
    ledToCount: trace.ledToCounts[target] as number,
    hiddenCount: closed ? (tree.descendantCounts[target] as number) : 0,
    hiddenErrors: closed ? (below.errors[target] as number) : 0,
    hiddenRejected: closed ? (below.rejected[target] as number) : 0,
    matches,
    hiddenMatches,
  };
}

function runFacts(model: TimelineModel, target: RowTarget, fold: number): RowFacts {
  const { runs } = model;
  const run = runOfTarget(model, target);
  const head = rowFacts(model, runHead(target), Fold.None);
  const count = runLength(model, run);
  const closed = fold === Fold.Closed;
  return {
    ...head,
    name: `${formatCount(count)} × ${head.name}`,
    marks: [],
    eventCount: 0,
    linkCount: 0,
    ledToCount: 0,
    hiddenCount: closed ? count : 0,
    hiddenErrors: closed ? (runs.errors[run] as number) : 0,
    hiddenRejected: closed ? (runs.rejected[run] as number) : 0,
  };
}

/** Of a row with all that it has folded away. */
function matchesIn(model: TimelineModel, target: RowTarget, found: RankedMatches): number {
  const [from, end] = positionsOf(model, found.order, target);
  return matchesBetween(found, from, end);
}

const NO_MARKS: readonly Mark[] = [];

function marksOf(model: TimelineModel, span: number): readonly Mark[] {
  const { trace, oddities } = model;
  const flags = oddities.flags[span] as number;
  const shifted = shownLaterBy(model, span) !== 0;
  const error = trace.statuses[span] === StatusCode.Error;
  const rejected = trace.rejected[span] === 1;
  // The ordinary span, tens of times a frame.
  if (!error && !rejected && !shifted && flags === 0) return NO_MARKS;
  return [
    ...(error ? (['error'] as const) : []),
    ...(rejected ? (['rejected'] as const) : []),
    ...(shifted ? (['shifted'] as const) : []),
    ...ODDITY_MARKS.filter(([bits]) => (flags & bits) !== 0).map(([, mark]) => mark),
  ];
}
