import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { packModel, unpackModel } from './model-data';
import { timelineModel } from './timeline-model';

const TEXT = `
a:root 0-100
  b:work 10-50 error
    c:read 20-30
  b:more 60-90
x:lost 5-7 parent=77
`;

describe('a model that goes to another thread', () => {
  it('is the same there, with an index that finds its spans', () => {
    const { data, buffers } = packModel(timelineModel(traceFromText(TEXT)));
    const there = unpackModel(structuredClone(data, { transfer: buffers }));
    const here = timelineModel(traceFromText(TEXT));
    const { index: thereIndex, ...thereData } = there;
    const { index: hereIndex, ...hereData } = here;
    expect(thereData).toEqual(hereData);
    expect(thereIndex.firstWithId).toEqual(hereIndex.firstWithId);
    expect(thereIndex.resolve(here.trace.spanIds)).toEqual(hereIndex.resolve(here.trace.spanIds));
    expect(thereIndex.indexOf(here.trace.spanIds[2] as bigint)).toBe(2);
    expect(thereIndex.indexOf(12_345n)).toBe(-1);
  });

  it('is given away whole: nothing large is copied', () => {
    const model = timelineModel(traceFromText(TEXT));
    const { data, buffers } = packModel(model);
    structuredClone(data, { transfer: buffers });
    const left = [
      model.trace.starts,
      model.tree.preorder,
      model.index.slots,
      model.below.errors,
      model.busy[0]?.starts,
    ];
    expect(left.map((column) => column?.length)).toEqual([0, 0, 0, 0, 0]);
  });
});
