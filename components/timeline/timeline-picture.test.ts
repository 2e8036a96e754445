import { describe, expect, it } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW } from '@/lib/url/trace-view';
import { layoutRows } from './layout-rows';
import type { Scene } from './scene';
import { timelineModel } from './timeline-model';
import { timelinePicture } from './timeline-picture';

const model = timelineModel(traceFromText('a 0-100\n  b 10-50\n  c 60-70\n  d 80-90'));
const scene = (changes: Partial<Scene>) =>
  ({
    model,
    rows: layoutRows(model, DEFAULT_TRACE_VIEW),
    palette: { metrics: { rowHeight: 20 } },
    window: { start: 0, end: 100 },
    width: 800,
    height: 300,
    scrollTop: 0,
    ...changes,
  }) as Scene;

describe('the picture of the timeline', () => {
  it('has the rows that are seen and the time axis, not the empty room below', () => {
    expect(timelinePicture(scene({}))).toMatchObject({ width: 800, height: 24 + 80 });
    expect(timelinePicture(scene({ height: 50 })).height).toBe(24 + 50);
  });

  it('says which rows and which time it shows', () => {
    expect(timelinePicture(scene({})).caption).toBe('Rows 1 to 4 of 4; from 0 ns to 100 ns of 100 ns');
    const part = scene({ scrollTop: 30, height: 25, window: { start: 20, end: 60 } });
    expect(timelinePicture(part).caption).toBe('Rows 2 to 3 of 4; from 20 ns to 60 ns of 100 ns');
  });
});
