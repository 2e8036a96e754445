import { finishSteps } from '@/lib/base/steps';
import { nextMatch, type RankedMatches, rankSpans } from '@/lib/find/rank-spans';
import type { Grouping } from '@/lib/url/trace-view';
import { pickedSpans } from './find-steps';
import type { Rows } from './layout-rows';
import { positionOf, rowOrder } from './row-order';
import type { TimelineModel } from './timeline-model';

/** Where a span with an error stands among all of them. */
export interface ErrorStop {
  readonly span: number;
  /** From 1. */
  readonly number: number;
  readonly total: number;
}

/**
 * The next span with an error below `from` (or above, for a step of -1) in the order of the rows, folded ones included;
 * past the last the first comes again. `from` is a row; null: before the first. Null when no span has an error.
 */
export function nextError(model: TimelineModel, rows: Rows, from: number | null, step: 1 | -1): ErrorStop | null {
  const errors = errorsOf(model, rows.grouping);
  const target = from === null ? undefined : rows.targets[from];
  const position = target === undefined ? -1 : positionOf(model, errors.order, target);
  const stop = nextMatch(errors, position, step);
  return stop === null ? null : { span: stop.span, number: stop.number, total: errors.count };
}

/** For as long as the model is there: a held key must not rank a million spans each time. */
const known = new WeakMap<TimelineModel, Map<Grouping, RankedMatches>>();

function errorsOf(model: TimelineModel, grouping: Grouping): RankedMatches {
  const ofModel = known.get(model) ?? new Map<Grouping, RankedMatches>();
  known.set(model, ofModel);
  const before = ofModel.get(grouping);
  if (before !== undefined) return before;
  const errors = { matched: pickedSpans(model, 'errors'), count: model.errorCount };
  const ranked = finishSteps(rankSpans(errors, rowOrder(model, grouping)));
  ofModel.set(grouping, ranked);
  return ranked;
}
