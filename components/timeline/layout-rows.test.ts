import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanIdFromBigInt } from '@/lib/base/ids';
import { traceFromSpans } from '@/lib/trace/from-spans';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { regularTrace } from '@/lib/trace/test-traces';
import { DEFAULT_TRACE_VIEW, type TraceView } from '@/lib/url/trace-view';
import { foldAll, reveal, toggleService, toggleSpan, UNFOLD_ALL } from './folding';
import { Fold, groupOf, groupTarget, layoutRows, type Rows, rowShowing } from './layout-rows';
import { type TimelineModel, timelineModel } from './timeline-model';

const ORDER = timelineModel(
  traceFromText(`
    gateway:place_order 0-100
      risk:check_risk 10-50
        db:read_limits 20-30
      engine:match 50-90
        engine:book 60-80
    audit:log 120-130
  `),
);

const VIEW: TraceView = DEFAULT_TRACE_VIEW;
const idOf = (name: string) => spanIdFromBigInt(ORDER.trace.spanIds[spanNamed(ORDER.trace, name)] as bigint);

/** Each row as `depth label`, with + where it is folded and - where it is open. */
function drawn(rows: Rows, model: TimelineModel = ORDER): string[] {
  return Array.from({ length: rows.count }, (_, row) => {
    const target = rows.targets[row] as number;
    const group = model.groups[groupOf(target)];
    const label = group?.service ?? model.trace.names.values[model.trace.names.codes[target] as number];
    const fold = rows.folds[row] === Fold.Closed ? '+' : rows.folds[row] === Fold.Open ? '-' : '';
    return `${rows.depths[row]} ${fold}${label}`;
  });
}

describe('layoutRows, as a tree', () => {
  it('shows each span before its children', () => {
    expect(drawn(layoutRows(ORDER, VIEW))).toEqual([
      '0 -place_order',
      '1 -check_risk',
      '2 read_limits',
      '1 -match',
      '2 book',
      '0 log',
    ]);
  });

  it('hides what is below a folded parent', () => {
    const rows = layoutRows(ORDER, { ...VIEW, toggledSpans: [idOf('check_risk')] });
    expect(drawn(rows)).toEqual(['0 -place_order', '1 +check_risk', '1 -match', '2 book', '0 log']);
    expect(rows.rowOfSpan[spanNamed(ORDER.trace, 'read_limits')]).toBe(-1);
    expect(rowShowing(rows, ORDER, spanNamed(ORDER.trace, 'read_limits'))).toBe(1);
  });

  it('folds from a depth on, except for parents that were opened', () => {
    expect(drawn(layoutRows(ORDER, { ...VIEW, foldDepth: 1, toggledSpans: [idOf('match')] }))).toEqual([
      '0 -place_order',
      '1 +check_risk',
      '1 -match',
      '2 book',
      '0 log',
    ]);
  });

  it('passes over ids that the trace does not have, and leaves', () => {
    const rows = layoutRows(ORDER, { ...VIEW, toggledSpans: ['00000000000000ff', idOf('book')] });
    expect(rows.count).toBe(6);
  });
});

describe('layoutRows, by service', () => {
  it('heads each service, the one that starts first at the top', () => {
    expect(drawn(layoutRows(ORDER, { ...VIEW, grouping: 'service', toggledServices: ['risk'] }))).toEqual([
      '0 -gateway',
      '1 place_order',
      '0 +risk',
      '0 -db',
      '1 read_limits',
      '0 -engine',
      '1 match',
      '1 book',
      '0 -audit',
      '1 log',
    ]);
  });

  it('finds the heading that hides a span', () => {
    const rows = layoutRows(ORDER, { ...VIEW, grouping: 'service', toggledServices: ['engine'] });
    expect(rowShowing(rows, ORDER, spanNamed(ORDER.trace, 'book'))).toBe(6);
    expect(rows.targets[6]).toBe(groupTarget(3));
  });
});

describe('folding', () => {
  it('of everything leaves the roots', () => {
    expect(drawn(layoutRows(ORDER, { ...VIEW, ...foldAll(ORDER) }))).toEqual(['0 +place_order', '0 log']);
  });

  it('of everything leaves a single root open while there is something to fold below it', () => {
    const deep = timelineModel(traceFromText('a 0-9\n  b 1-5\n    c 2-3\n  d 6-7'));
    expect(drawn(layoutRows(deep, { ...VIEW, ...foldAll(deep) }), deep)).toEqual(['0 -a', '1 +b', '1 d']);
    const flat = timelineModel(traceFromText('a 0-9 / b 1-5 / c 2-3'));
    expect(drawn(layoutRows(flat, { ...VIEW, ...foldAll(flat) }), flat)).toEqual(['0 +a']);
  });

  it('twice is no folding', () => {
    const once = { ...VIEW, ...toggleSpan(ORDER, VIEW, spanNamed(ORDER.trace, 'match')) };
    expect({ ...once, ...toggleSpan(ORDER, once, spanNamed(ORDER.trace, 'match')) }).toEqual(VIEW);
    const lane = { ...VIEW, ...toggleService(VIEW, 'risk') };
    expect({ ...lane, ...toggleService(lane, 'risk') }).toEqual(VIEW);
  });

  it('reveals a span below two folded parents, and nothing else', () => {
    const folded = { ...VIEW, foldDepth: 0 };
    const rows = layoutRows(ORDER, { ...folded, ...reveal(ORDER, folded, spanNamed(ORDER.trace, 'book')) });
    expect(drawn(rows)).toEqual(['0 -place_order', '1 +check_risk', '1 -match', '2 book', '0 log']);
    expect(reveal(ORDER, VIEW, spanNamed(ORDER.trace, 'book'))).toEqual({});
  });

  it('reveals a span that is 50,000 levels down without a noticeable wait', () => {
    const deep = timelineModel(
      regularTrace(
        50_000,
        (i) => i - 1,
        (i) => [i, 100_000],
      ),
    );
    const folded = { ...VIEW, foldDepth: 0 };
    // Quadratic, it took 39 s.
    expect(reveal(deep, folded, 49_999).toggledSpans).toHaveLength(49_999);
  });

  it('reveals a span of a folded service', () => {
    const folded = { ...VIEW, grouping: 'service', foldServices: true } as const;
    const rows = layoutRows(ORDER, { ...folded, ...reveal(ORDER, folded, spanNamed(ORDER.trace, 'log')) });
    expect(drawn(rows)).toEqual(['0 +gateway', '0 +risk', '0 +db', '0 +engine', '0 -audit', '1 log']);
  });
});

/** Any spans: parents may come later, be missing, or lead in a circle. */
const anyModel = fc
  .array(
    fc.record({
      parent: fc.integer({ min: 0, max: 24 }),
      service: fc.constantFrom('a', 'b', 'c'),
      start: fc.integer({ min: 0, max: 50 }),
      length: fc.integer({ min: 0, max: 50 }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((spans) =>
    timelineModel(
      traceFromSpans(
        'a'.repeat(32),
        spans.map(({ parent, service, start, length }, i) => ({
          spanId: BigInt(i + 1),
          parentId: BigInt(parent),
          service,
          name: `n${i}`,
          start,
          end: start + length,
        })),
      ),
    ),
  );

const anyFolds = fc.record({
  grouping: fc.constantFrom('tree' as const, 'service' as const),
  foldDepth: fc.option(fc.integer({ min: 0, max: 4 })),
  toggledSpans: fc.uniqueArray(fc.integer({ min: 1, max: 22 }).map((id) => id.toString(16).padStart(16, '0'))),
  foldServices: fc.boolean(),
  toggledServices: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
  foldAlike: fc.boolean(),
});

describe('rows of any trace, folded in any way', () => {
  it('show each span once or hide it below a folded row above', () => {
    fc.assert(
      fc.property(anyModel, anyFolds, (model, view) => {
        const rows = layoutRows(model, view);
        const shown = Array.from(rows.targets).filter((target) => target >= 0);
        expect(new Set(shown).size).toBe(shown.length);
        for (let span = 0; span < model.trace.spanCount; span++) {
          const row = rows.rowOfSpan[span] as number;
          expect(row === -1 ? shown.includes(span) : rows.targets[row] !== span).toBe(false);
          const shower = rowShowing(rows, model, span);
          expect(shower).toBeGreaterThanOrEqual(0);
          if (row === -1) expect(rows.folds[shower]).toBe(Fold.Closed);
        }
      }),
    );
  });

  it('never jump more than one level inwards, and show all when nothing is folded', () => {
    fc.assert(
      fc.property(anyModel, anyFolds, (model, view) => {
        const rows = layoutRows(model, view);
        for (let row = 1; row < rows.count; row++) {
          expect((rows.depths[row] as number) - (rows.depths[row - 1] as number)).toBeLessThanOrEqual(1);
        }
        const open = layoutRows(model, { ...view, ...UNFOLD_ALL });
        expect(
          Array.from(open.targets)
            .filter((target) => target >= 0)
            .sort((a, b) => a - b),
        ).toEqual(Array.from({ length: model.trace.spanCount }, (_, span) => span));
      }),
    );
  });

  it('show any span that was revealed', () => {
    fc.assert(
      fc.property(anyModel, anyFolds, fc.nat(), (model, view, any) => {
        const span = any % model.trace.spanCount;
        const whole = { ...VIEW, ...view };
        const rows = layoutRows(model, { ...whole, ...reveal(model, whole, span) });
        expect(rows.targets[rows.rowOfSpan[span] as number]).toBe(span);
      }),
    );
  });
});
