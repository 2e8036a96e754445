import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { readFind } from '@/lib/find/read-find';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import type { FindPick } from '@/lib/url/trace-find';
import { findSteps } from './find-steps';
import { rowOrder } from './row-order';
import { timelineModel } from './timeline-model';

// The root waits for risk, then for engine: log runs beside both.
const MODEL = timelineModel(
  traceFromText(`
    gateway:order 0-100
      audit:log 5-20 error
      risk:check 10-50
      engine:match 50-95
        db:write 60-70 error
  `),
);

function found(text: string, pick: FindPick | null, answer: BigUint64Array | null = null): string[] {
  const query = readFind(text);
  if (query instanceof Error) throw query;
  const input = { conditions: query.conditions, pick, answer, order: rowOrder(MODEL, 'tree') };
  const { matched, ranks, count } = finishSteps(findSteps(MODEL, input));
  expect(ranks.at(-1)).toBe(count);
  return Array.from(MODEL.tree.preorder)
    .filter((span) => matched[span] === 1)
    .map((span) => MODEL.trace.names.values[MODEL.trace.names.codes[span] as number] as string);
}

describe('findSteps', () => {
  it('picks out errors, the critical path and the most self time', () => {
    expect(found('', 'errors')).toEqual(['log', 'write']);
    expect(found('', 'critical')).toEqual(['order', 'check', 'match', 'write']);
    expect(found('', 'slowest')).toEqual(['order', 'log', 'check', 'match', 'write']);
  });

  it('takes a pick and a text together', () => {
    expect(found('service=db', 'errors')).toEqual(['write']);
    expect(found('-status=error', 'critical')).toEqual(['order', 'check', 'match']);
  });

  it('takes the answer of the server in the place of the conditions, within the pick', () => {
    const ids = BigUint64Array.from(
      ['log', 'check'],
      (name) => MODEL.trace.spanIds[spanNamed(MODEL.trace, name)] as bigint,
    );
    expect(found('order.id=1', null, ids)).toEqual(['log', 'check']);
    expect(found('order.id=1', 'critical', ids)).toEqual(['check']);
  });
});
