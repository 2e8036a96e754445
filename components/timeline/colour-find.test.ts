import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { findSpans } from '@/lib/find/find-spans';
import { readFind } from '@/lib/find/read-find';
import { InvalidQuery } from '@/lib/search/errors';
import { traceFromText } from '@/lib/trace/from-text';
import { findOfEntry } from './colour-find';
import { type Colouring, colouringSteps, serviceColouring } from './colouring';
import { timelineModel } from './timeline-model';

const model = timelineModel(
  traceFromText(
    'a:read 0-100 error rejected\n  b:read 10-50 rejected\n    a:read 20-30 ok\n    a:read 30-40 ok rejected\n  a:write 50-90',
  ),
);

function foundFor({ by, legend }: Colouring): number[] {
  return legend.map((entry) => {
    const query = readFind(findOfEntry(by, entry));
    if (query instanceof InvalidQuery) throw query;
    return finishSteps(findSpans(model.trace, { conditions: query.conditions, among: null })).count;
  });
}

describe('looking for the spans of a colour', () => {
  it.each([
    ['service', serviceColouring(model)],
    ['operation', finishSteps(colouringSteps(model, 'operation', null))],
    ['status', finishSteps(colouringSteps(model, 'status', null))],
  ])('finds as many as the legend counts: by %s', (_, colouring) => {
    expect(foundFor(colouring)).toEqual(colouring.legend.map(({ spanCount }) => spanCount));
  });

  it('asks for an attribute by its key, whatever it is called', () => {
    const entry = { text: 'two words', service: null, spanCount: 1, paint: 1 };
    expect(findOfEntry({ attribute: 'service' }, entry)).toBe('"service"="two words"');
  });
});
