import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { traceFromText } from '@/lib/trace/from-text';
import { groupByOperationSteps, groupByServiceSteps, type SpanGroups } from '@/lib/trace/statistics-groups';
import { findOfGroup } from './statistics-find';

const trace = traceFromText('gateway:place_order 0-10');

describe('findOfGroup', () => {
  it('names the service, and the name where there is one', () => {
    expect(findOfGroup(finishSteps(groupByServiceSteps(trace)), 'service', 0)).toBe('service=gateway');
    const operations = finishSteps(groupByOperationSteps(trace));
    expect(findOfGroup(operations, 'operation', 0)).toBe('service=gateway name=place_order');
  });

  it('puts what would be read otherwise in quotes', () => {
    const groups: SpanGroups = { codes: new Int32Array(), count: 1, serviceOf: () => null, textOf: () => 'GET "/a b"' };
    expect(findOfGroup(groups, { attribute: 'duration' }, 0)).toBe(String.raw`"duration"="GET \"/a b\""`);
  });
});
