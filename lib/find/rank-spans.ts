import { lowerBound } from '@/lib/base/bisect';
import type { Steps } from '@/lib/base/steps';
import type { Matches } from './find-spans';

const SPANS_A_STEP = 65_536;

/** The spans in the order of the rows of a view, whatever is folded; `positions` is the inverse of `spans`. */
export interface SpanOrder {
  readonly spans: Int32Array;
  readonly positions: Int32Array;
}

/** Matches together with where they lie among the rows. */
export interface RankedMatches extends Matches {
  readonly order: SpanOrder;
  /** How many matches stand before each position; one entry more than spans. */
  readonly ranks: Uint32Array;
}

/**
 * Counts matches from the top to each position, so that the matches from position p up to, not including, q are
 * `ranks[q] - ranks[p]`:
 *
 * ```
 * order    a  b  c  d
 * matched  0  1  0  1
 * ranks    0  0  1  1  2
 * ```
 */
export function* rankSpans(matches: Matches, order: SpanOrder): Steps<RankedMatches> {
  const { spans } = order;
  const { matched } = matches;
  const ranks = new Uint32Array(spans.length + 1);
  let rank = 0;
  for (let position = 0; position < spans.length; position++) {
    rank += matched[spans[position] as number] as number;
    ranks[position + 1] = rank;
    if (position % SPANS_A_STEP === SPANS_A_STEP - 1) yield position / spans.length;
  }
  return { ...matches, order, ranks };
}

/** How many matches stand at the positions from `from` up to, not including, `end`. */
export function matchesBetween({ ranks }: RankedMatches, from: number, end: number): number {
  return (ranks[end] as number) - (ranks[from] as number);
}

/** Which match, from 1, a matched span is. */
export function matchNumber({ ranks, order }: RankedMatches, span: number): number {
  return (ranks[order.positions[span] as number] as number) + 1;
}

export interface MatchStop {
  readonly span: number;
  /** From 1. */
  readonly number: number;
  /** Past the last match the first came again, or the other way round. */
  readonly wrapped: boolean;
}

/**
 * The next match below position `from` (above, for a step of -1), or from the other end where there is none. `from` may lie
 * between two positions (1.5), and before the first (-1). Null when nothing is matched. O(log n).
 */
export function nextMatch(found: RankedMatches, from: number, step: 1 | -1): MatchStop | null {
  const { ranks, order, count } = found;
  if (count === 0) return null;
  const next =
    step === 1 ? (ranks[Math.floor(from) + 1] as number) : (ranks[Math.max(0, Math.ceil(from))] as number) - 1;
  const wrapped = next < 0 || next >= count;
  const rank = wrapped ? (step === 1 ? 0 : count - 1) : next;
  const position = lowerBound(ranks, rank + 1) - 1;
  return { span: order.spans[position] as number, number: rank + 1, wrapped };
}
