import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { type RankedMatches, rankSpans } from '@/lib/find/rank-spans';
import { spanNamed, traceFromText } from '@/lib/trace/from-text';
import { arbitraryTrace } from '@/lib/trace/test-traces';
import { DEFAULT_TRACE_VIEW, type Grouping } from '@/lib/url/trace-view';
import { foldedServices, foldedSpans } from './folding';
import { layoutMatches, type MatchesView } from './layout-matches';
import { Fold, gapOf, groupOf, isSpan, layoutRows, type Rows } from './layout-rows';
import { rowOrder } from './row-order';
import { spanIdAt } from './run-command';
import { type TimelineModel, timelineModel } from './timeline-model';

const ORDER = timelineModel(
  traceFromText(`
    gateway:order 0-100
      risk:check 10-50
        db:limits 20-30
      engine:match 50-90
        engine:book 60-80
      wallet:reserve 91-95
        db:ledger 92-94
    audit:log 120-130
  `),
);

function matching(model: TimelineModel, grouping: Grouping, test: (span: number) => boolean): RankedMatches {
  const matched = Uint8Array.from({ length: model.trace.spanCount }, (_, span) => Number(test(span)));
  const count = matched.reduce((sum, one) => sum + one, 0);
  return finishSteps(rankSpans({ matched, count }, rowOrder(model, grouping)));
}

/** Each row as `depth label`, with + where it is folded and - where it is open, and gaps as `depth ...count`. */
function drawn(rows: Rows, model: TimelineModel): string[] {
  return Array.from({ length: rows.count }, (_, row) => {
    const target = rows.targets[row] as number;
    if (gapOf(target) !== -1) return `${rows.depths[row]} ...${rows.hiddenCounts?.[row]}`;
    const service = model.groups[groupOf(target)]?.service;
    const label = service ?? model.trace.names.values[model.trace.names.codes[target] as number];
    const fold = rows.folds[row] === Fold.Closed ? '+' : rows.folds[row] === Fold.Open ? '-' : '';
    return `${rows.depths[row]} ${fold}${label}`;
  });
}

const named = (name: string) => spanNamed(ORDER.trace, name);
const idOf = (name: string) => spanIdAt(ORDER, named(name));

function shown(names: string, view: Partial<MatchesView> = {}): string[] {
  const whole = { ...DEFAULT_TRACE_VIEW, ...view };
  const spans = names.split(' ').map(named);
  return drawn(
    layoutMatches(
      ORDER,
      whole,
      matching(ORDER, whole.grouping, (span) => spans.includes(span)),
    ),
    ORDER,
  );
}

describe('layoutMatches, as a tree', () => {
  it('keeps matches and what they are below, and counts what it hides between', () => {
    expect(shown('book')).toEqual(['0 -order', '1 ...2', '1 -match', '2 book', '1 ...3']);
  });

  it('hides what is below a match as well', () => {
    expect(shown('match log')).toEqual(['0 -order', '1 ...2', '1 -match', '2 ...3', '0 log']);
  });

  it('leaves folded what is folded, and counts what is folded away', () => {
    expect(shown('book', { toggledSpans: [idOf('match'), idOf('check')] })).toEqual([
      '0 -order',
      '1 ...2',
      '1 +match',
      '1 ...3',
    ]);
  });

  it('unfolds the stretch in which a shown span lies', () => {
    expect(shown('book', { shownSpans: [idOf('limits')] })).toEqual([
      '0 -order',
      '1 -check',
      '2 limits',
      '1 -match',
      '2 book',
      '1 ...3',
    ]);
    expect(
      shown('book', { shownSpans: [idOf('reserve'), 'ffffffffffffffff'], foldDepth: 1, toggledSpans: [idOf('match')] }),
    ).toEqual(['0 -order', '1 ...2', '1 -match', '2 book', '1 +reserve', '0 log']);
  });

  it('is one gap where nothing matches', () => {
    const none = matching(ORDER, 'tree', () => false);
    expect(drawn(layoutMatches(ORDER, DEFAULT_TRACE_VIEW, none), ORDER)).toEqual(['0 ...8']);
  });
});

describe('layoutMatches, by service', () => {
  const view = { grouping: 'service' } as const;

  it('keeps the headings of services with matches', () => {
    // In the order of their first spans: gateway, risk, db, engine, wallet, audit.
    expect(shown('book ledger', view)).toEqual([
      '0 ...2',
      '0 -db',
      '1 ...1',
      '1 ledger',
      '0 -engine',
      '1 ...1',
      '1 book',
      '0 ...2',
    ]);
  });

  it('lets a stretch go on over whole services, and unfolds it with their headings', () => {
    expect(shown('limits', view)).toEqual(['0 ...2', '0 -db', '1 limits', '1 ...5']);
    expect(shown('limits', { ...view, shownSpans: [idOf('reserve')] })).toEqual([
      '0 ...2',
      '0 -db',
      '1 limits',
      '1 ledger',
      '0 -engine',
      '1 match',
      '1 book',
      '0 -wallet',
      '1 reserve',
      '0 -audit',
      '1 log',
    ]);
  });

  it('shows the heading alone of a folded service', () => {
    expect(shown('book', { ...view, toggledServices: ['engine'] })).toEqual(['0 ...4', '0 +engine', '0 ...2']);
  });
});

describe('layoutMatches', () => {
  it('agrees with asking for each row of the whole whether something in it matches', () => {
    const subset = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    const input = fc.record({
      trace: arbitraryTrace(),
      matched: subset,
      folded: subset,
      shownAt: fc.option(fc.nat(11)),
    });
    fc.assert(
      fc.property(input, fc.constantFrom('tree', 'service'), ({ trace, matched, folded, shownAt }, grouping) => {
        const model = timelineModel(trace);
        const found = matching(model, grouping, (span) => matched[span] === true);
        const view: MatchesView = {
          ...DEFAULT_TRACE_VIEW,
          grouping,
          toggledSpans: [
            ...new Set(
              Array.from(trace.spanIds.keys())
                .filter((span) => folded[span])
                .map((span) => spanIdAt(model, span)),
            ),
          ],
          toggledServices: model.groups.filter((_, i) => folded[i]).map((group) => group.service),
          shownSpans: shownAt === null || shownAt >= trace.spanCount ? [] : [spanIdAt(model, shownAt)],
        };
        expect(drawn(layoutMatches(model, view, found), model)).toEqual(obvious(model, view, matched));
      }),
    );
  });
});

/** Marks each row of the unhidden view as kept or not, then puts stretches of those that are not together. */
function obvious(model: TimelineModel, view: MatchesView, matched: readonly boolean[]): string[] {
  const { tree, groups } = model;
  const below = (span: number): number[] =>
    Array.from(tree.parents.keys()).filter((other) => {
      for (let at = other; at !== -1; at = tree.parents[at] as number) if (at === span) return true;
      return false;
    });
  const all = layoutRows(model, view);
  const folded = view.grouping === 'tree' ? foldedSpans(model, view) : foldedServices(model, view);
  const shownId = view.shownSpans[0];
  const shownSpan = shownId === undefined ? -1 : model.index.indexOf(BigInt(`0x${shownId}`));
  const rows = Array.from({ length: all.count }, (_, row) => {
    const target = all.targets[row] as number;
    const spans = isSpan(target)
      ? view.grouping === 'tree'
        ? below(target)
        : [target]
      : [...(groups[groupOf(target)]?.spans ?? [])];
    const keeps = spans.some((span) => matched[span]);
    // What a row stands for by itself: what is folded away counts with it.
    const closed = isSpan(target) ? view.grouping === 'tree' && folded[target] === 1 : folded[groupOf(target)] === 1;
    const own = isSpan(target) ? (closed ? spans : [target]) : closed ? spans : [];
    return { text: drawn(all, model)[row] as string, depth: all.depths[row] as number, keeps, own };
  });
  const result: string[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at];
    if (row === undefined) break;
    if (row.keeps) {
      result.push(row.text);
      at++;
      continue;
    }
    let end = at;
    while (rows[end]?.keeps === false) end++;
    const stretch = rows.slice(at, end);
    const spans = stretch.flatMap(({ own }) => own);
    if (spans.includes(shownSpan)) result.push(...stretch.map(({ text }) => text));
    else result.push(`${row.depth} ...${spans.length}`);
    at = end;
  }
  return result;
}
