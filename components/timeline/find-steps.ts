import type { Steps } from '@/lib/base/steps';
import { findSpans, spansWithIds } from '@/lib/find/find-spans';
import { largest } from '@/lib/find/largest';
import { type RankedMatches, rankSpans, type SpanOrder } from '@/lib/find/rank-spans';
import type { SpanCondition } from '@/lib/search/conditions';
import { StatusCode } from '@/lib/trace/trace';
import type { FindPick } from '@/lib/url/trace-find';
import type { TimelineModel } from './timeline-model';

/** How many spans the pick "slowest" has, by self time: by duration they would be the root and what is right below. */
export const SLOWEST_COUNT = 10;

export interface FindInput {
  readonly conditions: readonly SpanCondition[];
  readonly pick: FindPick | null;
  /** The server's answer to the conditions, which then need not be tried on the columns; null: there is none. */
  readonly answer: BigUint64Array | null;
  readonly order: SpanOrder;
}

/** What is looked for, found and ranked. 1,000,000 spans take about 30 ms in all. */
export function* findSteps(model: TimelineModel, { conditions, pick, answer, order }: FindInput): Steps<RankedMatches> {
  const picked = pick === null ? null : pickedSpans(model, pick);
  if (answer === null) {
    const matches = yield* findSpans(model.trace, { conditions, among: picked });
    return yield* rankSpans(matches, order);
  }
  const answered = yield* spansWithIds(model.index, answer);
  if (picked !== null) for (let span = 0; span < answered.length; span++) if (picked[span] === 0) answered[span] = 0;
  const matches = yield* findSpans(model.trace, { conditions: [], among: answered });
  return yield* rankSpans(matches, order);
}

/** 1 for each span that a button picks out. */
export function pickedSpans(model: TimelineModel, pick: FindPick): Uint8Array {
  const { spanCount, statuses } = model.trace;
  const picked = new Uint8Array(spanCount);
  switch (pick) {
    case 'critical':
      for (const span of model.critical.segments.spans) picked[span] = 1;
      break;
    case 'errors':
      for (let span = 0; span < spanCount; span++) if (statuses[span] === StatusCode.Error) picked[span] = 1;
      break;
    case 'slowest':
      for (const span of largest(model.selfNanos, SLOWEST_COUNT)) picked[span] = 1;
      break;
  }
  return picked;
}
