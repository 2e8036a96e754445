import type { Steps } from '@/lib/base/steps';
import type { SpanCondition } from '@/lib/search/conditions';
import type { SpanIndex } from '@/lib/trace/span-index';
import type { Trace } from '@/lib/trace/trace';
import { conditionMask } from './condition-masks';

/** Small enough for a step of about a millisecond. */
const SPANS_A_STEP = 65_536;

export interface Matches {
  /** 1 for each span that is matched. */
  readonly matched: Uint8Array;
  readonly count: number;
}

export interface FindSources {
  /** For {@link Trace} columns; attribute conditions are passed over, they are in `among`. Several must all hold. */
  readonly conditions: readonly SpanCondition[];
  /** Only these spans, where it is not null: 1 for each. */
  readonly among: Uint8Array | null;
}

/**
 * The spans on which all conditions hold. Each condition becomes a table over the values of a column (its dictionary, its
 * enumeration) or a comparison of numbers, and one pass over the column takes away the spans that it excludes:
 *
 * ```
 * name =~ "risk"     values: gateway  check_risk  db      codes: 0 1 2 1
 *                    table:     0         1        0   →         0 1 0 1
 * ```
 *
 * O(values + spans) for each condition, O(1) for each span: 1,000,000 spans and one condition take about 5 ms.
 */
export function* findSpans(trace: Trace, { conditions, among }: FindSources): Steps<Matches> {
  const { spanCount } = trace;
  const matched = among === null ? new Uint8Array(spanCount).fill(1) : among.slice();
  const passes = conditions.length + 1;
  for (const [pass, condition] of conditions.entries()) {
    const exclude = yield* conditionMask(trace, condition);
    for (let from = 0; from < spanCount; from += SPANS_A_STEP) {
      exclude(matched, from, Math.min(spanCount, from + SPANS_A_STEP));
      yield (pass + from / spanCount) / passes;
    }
  }
  let count = 0;
  for (let span = 0; span < spanCount; span++) count += matched[span] as number;
  return { matched, count };
}

/** 1 for each span with one of these ids, also for those that repeat an id. Ids that the trace does not have are passed over. */
export function* spansWithIds(index: SpanIndex, ids: BigUint64Array): Steps<Uint8Array> {
  const spans = new Uint8Array(index.firstWithId.length);
  for (let from = 0; from < ids.length; from += SPANS_A_STEP) {
    for (const span of index.resolve(ids.subarray(from, from + SPANS_A_STEP))) if (span !== -1) spans[span] = 1;
    yield from / ids.length;
  }
  for (let span = 0; span < spans.length; span++) spans[span] = spans[index.firstWithId[span] as number] as number;
  return spans;
}
