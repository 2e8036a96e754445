import { describe, expect, it } from 'vitest';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW } from '@/lib/url/trace-view';
import { layoutRows } from './layout-rows';
import { measureSentence, measureWords, momentNear, withMark } from './measure';
import { timelineModel } from './timeline-model';

const model = timelineModel(traceFromText('gateway 0-1000 / risk 100-400 / venue 500-900'));
const { trace } = model;
const [risk, venue] = [spanNamed(trace, 'risk'), spanNamed(trace, 'venue')];

describe('marking by keys', () => {
  it('measures from the start of one span to the start of another', () => {
    const begun = withMark(null, trace, risk);
    expect(begun).toEqual({ from: 100, to: null });
    expect(withMark(begun, trace, venue)).toEqual({ from: 100, to: 500 });
  });

  it('measures a span when it is marked twice', () => {
    expect(withMark(withMark(null, trace, risk), trace, risk)).toEqual({ from: 100, to: 400 });
  });

  it('takes the end where that is asked for, and keeps the order of the marks', () => {
    const begun = withMark(null, trace, venue, 'end');
    expect(begun).toEqual({ from: 900, to: null });
    expect(withMark(begun, trace, risk, 'end')).toEqual({ from: 900, to: 400 });
  });

  it('begins anew after two marks', () => {
    expect(withMark({ from: 1, to: 2 }, trace, risk)).toEqual({ from: 100, to: null });
  });
});

describe('the moment at a pointer', () => {
  const rows = layoutRows(model, DEFAULT_TRACE_VIEW);
  const near = (px: number, row: number) =>
    momentNear(
      { px, row },
      { trace, rows, first: 0, end: rows.count },
      { window: { start: 0, end: 1000 }, width: 500, extent: model.extent },
    );

  it('is the start or end of the span under the pointer, when that is near', () => {
    expect(near(53, 1)).toBe(100);
    expect(near(197, 1)).toBe(400);
  });

  it('is that of another span in view where its own has none near', () => {
    expect(near(251, 1)).toBe(500);
    expect(near(251, -1)).toBe(500);
  });

  it('prefers the span under the pointer to a nearer one', () => {
    const close = timelineModel(traceFromText('gateway 0-1000 / risk 100-400 / venue 404-900'));
    const place = (row: number) =>
      momentNear(
        { px: 202, row },
        { trace: close.trace, rows: layoutRows(close, DEFAULT_TRACE_VIEW), first: 0, end: 3 },
        { window: { start: 0, end: 1000 }, width: 500, extent: 1000 },
      );
    expect([place(1), place(2)]).toEqual([400, 404]);
  });

  it('is the nanosecond itself where no span is near, within the trace', () => {
    expect(near(150.3, 1)).toBe(301);
    expect(near(-80, 1)).toBe(0);
    expect(near(900, 1)).toBe(1000);
  });
});

describe('what a measure says', () => {
  it('is both times, the difference to the nanosecond and the share of the trace', () => {
    expect(measureWords({ from: 400, to: 100 }, 1200)).toEqual({
      between: '100 ns to 400 ns',
      length: '300 ns',
      exact: '300 ns',
      share: '25 % of the trace',
    });
  });

  it('tells moments apart that lie late in a long trace', () => {
    expect(measureWords({ from: 199_999_000, to: 199_999_800 }, 200_000_000)).toMatchObject({
      between: '199.999000 ms to 199.999800 ms',
      exact: '800 ns',
      share: '< 0.01 % of the trace',
    });
    expect(measureWords({ from: 2_000_000, to: 9_000_000_000 }, 9_000_000_000)?.between).toBe('2 ms to 9.00 s');
  });

  it('asks for the second mark', () => {
    expect(measureSentence({ from: 100, to: null }, 1200)).toBe(
      'First mark at 100 ns. Press m on another span for the second.',
    );
  });
});
