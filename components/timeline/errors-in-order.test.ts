import { describe, expect, it } from 'vitest';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW } from '@/lib/url/trace-view';
import { nextError } from './errors-in-order';
import { foldAll } from './folding';
import { layoutRows } from './layout-rows';
import { timelineModel } from './timeline-model';

// By rows: a, b (error), c (error), d, e (error). By service: x has a, d; y has b, c, e.
const MODEL = timelineModel(
  traceFromText(`
    x:a 0-100
      y:b 10-50 error
        y:c 20-30 error
      x:d 50-60
      y:e 70-90 error
  `),
);
const named = (name: string) => spanNamed(MODEL.trace, name);
const ROWS = layoutRows(MODEL, DEFAULT_TRACE_VIEW);

describe('nextError', () => {
  it('goes down the rows and begins again at the top', () => {
    expect(nextError(MODEL, ROWS, null, 1)).toEqual({ span: named('b'), number: 1, total: 3 });
    expect(nextError(MODEL, ROWS, 1, 1)).toEqual({ span: named('c'), number: 2, total: 3 });
    expect(nextError(MODEL, ROWS, 3, 1)).toEqual({ span: named('e'), number: 3, total: 3 });
    expect(nextError(MODEL, ROWS, 4, 1)).toEqual({ span: named('b'), number: 1, total: 3 });
  });

  it('goes up with a step of -1', () => {
    expect(nextError(MODEL, ROWS, 4, -1)?.span).toBe(named('c'));
    expect(nextError(MODEL, ROWS, 1, -1)?.span).toBe(named('e'));
  });

  it('finds errors that are folded away', () => {
    const folded = layoutRows(MODEL, { ...DEFAULT_TRACE_VIEW, ...foldAll(MODEL) });
    expect(nextError(MODEL, folded, 1, 1)?.span).toBe(named('c'));
  });

  it('follows the groups when grouped by service', () => {
    const rows = layoutRows(MODEL, { ...DEFAULT_TRACE_VIEW, grouping: 'service' });
    // Rows: x, a, d, y, b, c, e.
    expect(nextError(MODEL, rows, 2, 1)?.span).toBe(named('b'));
    expect(nextError(MODEL, rows, 3, 1)?.span).toBe(named('b'));
    expect(nextError(MODEL, rows, 3, -1)?.span).toBe(named('e'));
  });

  it('is null where there is none', () => {
    const fine = timelineModel(traceFromText('a 0-5'));
    expect(nextError(fine, layoutRows(fine, DEFAULT_TRACE_VIEW), null, 1)).toBeNull();
  });
});
