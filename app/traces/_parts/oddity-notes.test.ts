import { describe, expect, it } from 'vitest';
import { correctedModel } from '@/components/timeline/corrected-model';
import { timelineModel } from '@/components/timeline/timeline-model';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { oddityNotes } from './oddity-notes';

const notesOf = (text: string) => {
  const model = timelineModel(traceFromText(text));
  return oddityNotes(model).map((note) => ({
    text: note.text,
    at: model.trace.names.values[model.trace.names.codes[note.span] as number],
  }));
};

describe('oddityNotes', () => {
  it('says nothing of a sane trace, nor of asynchronous work', () => {
    expect(notesOf('a 0-100 producer\n  b 50-300 consumer')).toEqual([]);
  });

  it('counts orphans and the parents that they miss', () => {
    expect(notesOf('a 0-100\nb 10-20 parent=99')).toEqual([
      { text: '1 span names a parent that is not stored, so it stands without one.', at: 'b' },
    ]);
    expect(notesOf('a 0-100\nb 10-20 parent=99\nc 5-9 parent=98')).toEqual([
      { text: '2 spans name 2 parents that are not stored, so they stand without one.', at: 'c' },
    ]);
  });

  it('says by how much clocks disagree, and that nothing was moved', () => {
    expect(notesOf('a 100-200\n  b 90-150\n  c 70-150')).toEqual([
      {
        text: '2 spans start before their parents, by up to 30 ns: clocks disagree. Times are shown as they were sent.',
        at: 'c',
      },
    ]);
  });

  it('says first that clocks are corrected, what follows from that and what does not', () => {
    const { trace, clocks } = timelineModel(traceFromText('gateway 10-30 client / risk 2-14 server'));
    if (clocks === null) throw new Error('Its clocks are off.');
    expect(oddityNotes(correctedModel(trace, clocks))).toEqual([
      {
        text: 'Clocks are corrected: 1 span is shown at another time than recorded, by a shift estimated for each service, since its hosts are not known. The critical path, self times and all other times follow from that; Events, JSON and downloads are as recorded.',
        span: 1,
      },
    ]);
  });

  it('names cycles, duplicates, ends before starts and losses', () => {
    expect(notesOf('a 0-100\n  b 10-20 id=1 losses=3\n  c 30-25').map((note) => note.text)).toEqual([
      '1 span has the id of an earlier one; children hang below the first.',
      '1 span claimed to end before the start, shown without duration.',
      '1 span is incomplete: 3 attributes, events, links or parts of values were dropped.',
    ]);
    expect(notesOf('a 0-100 id=1 parent=2\n  b 10-20 id=2 parent=1').map((note) => note.text)).toEqual([
      'No span of this trace is a root: its beginning has not arrived.',
      '1 span is its own ancestor: the circle is cut there.',
    ]);
  });

  it('leads to the first such span by rows, not by time', () => {
    const model = timelineModel(traceFromText('a 0-100\n  b 50-60\n    c 55-58 losses=1\n  d 70-80 losses=1'));
    expect(oddityNotes(model)[0]?.span).toBe(spanNamed(model.trace, 'c'));
  });
});
