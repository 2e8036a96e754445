import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from '@/lib/trace/from-text';
import { spanValuesSteps, valueOf } from './span-values';
import { timelineModel } from './timeline-model';

describe('the values of an attribute by span', () => {
  it('are found by the ids of the spans that have it, whatever their order', () => {
    const model = timelineModel(traceFromText('a 0-100 id=7\n  b 10-50 id=8\n  c 20-60 id=9'));
    const values = finishSteps(
      spanValuesSteps(model, {
        key: 'order.id',
        // One of a span that came after the trace was read.
        spanIds: BigUint64Array.of(9n, 5n, 7n),
        values: { codes: Uint32Array.of(1, 0, 0), values: ['ORD-1', 'ORD-2'] },
        cutCount: 0,
      }),
    );
    expect([0, 1, 2].map((span) => valueOf(values, span))).toEqual(['ORD-1', null, 'ORD-2']);
  });
});
