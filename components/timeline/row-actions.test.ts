import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW, type TraceView } from '@/lib/url/trace-view';
import { groupTarget, layoutRows, type RowTarget, runTarget } from './layout-rows';
import { rowActions } from './row-actions';
import { spanIdAt } from './run-command';
import { timelineModel } from './timeline-model';

const READS = Array.from({ length: 5 }, (_, i) => `  db:read ${i * 10}-${i * 10 + 1}`).join('\n');
const model = timelineModel(traceFromText(`wallet:book 0-100\n${READS}`));

function titles(target: RowTarget, change: Partial<TraceView> = {}): string[] {
  const view = { ...DEFAULT_TRACE_VIEW, ...change };
  return rowActions({ model, view, rows: layoutRows(model, view) }, target).map(({ title }) => title);
}

describe('what can be done with a row', () => {
  it('is for a span to open, fold, pin, make it the root and fit it', () => {
    expect(titles(0)).toEqual([
      'Open the details',
      'Fold',
      'Pin to the top',
      'Show only this and what is below',
      'Fit into the window',
      'Measure from here',
    ]);
  });

  it('takes back what was done', () => {
    const id = spanIdAt(model, 0);
    const again = titles(0, { pins: [id], root: id, toggledSpans: [id] });
    expect(again.slice(1, 4)).toEqual(['Unfold', 'Unpin', 'Show the whole trace']);
  });

  it('is for like siblings to unfold them, and for a service to fold it', () => {
    expect(titles(runTarget(1))).toEqual(['Unfold', 'Fold all siblings', 'Unfold all siblings']);
    expect(titles(groupTarget(0), { grouping: 'service' })).toEqual(['Fold']);
  });
});
