import { describe, expect, it } from 'vitest';
import { timelineModel } from '@/components/timeline/timeline-model';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { linkNotes } from './trace-links';

const modelOf = (text: string) => timelineModel(traceFromText(text));

describe('linkNotes', () => {
  it('says nothing of a trace without links', () => {
    expect(linkNotes(modelOf('a 0-100\n  b 10-20'))).toEqual([]);
  });

  it('adds up what spans were caused by and what they led to', () => {
    expect(linkNotes(modelOf('a 0-100 links=5\n  b 10-20 ledto=1'))).toEqual([
      { text: 'Caused by 5 spans', span: 0, spanCount: 1 },
      { text: 'Led to 1 span', span: 1, spanCount: 1 },
    ]);
  });

  it('leads to the first such span by rows, not by time, and says how many there are', () => {
    const model = modelOf('a 0-100\n  b 50-60\n    c 55-58 ledto=60\n  d 20-30 ledto=1');
    expect(linkNotes(model)).toEqual([{ text: 'Led to 61 spans', span: spanNamed(model.trace, 'd'), spanCount: 2 }]);
  });
});
