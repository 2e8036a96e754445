import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { rankSpans } from '@/lib/find/rank-spans';
import { traceFromSpans } from '@/lib/trace/from-spans';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW, type TraceView } from '@/lib/url/trace-view';
import { foldAll, reveal, toggleRun, UNFOLD_ALL } from './folding';
import { layoutMatches } from './layout-matches';
import {
  Fold,
  gapOf,
  groupOf,
  layoutRows,
  type Rows,
  rowOf,
  rowShowing,
  runHead,
  runTarget,
  shownTarget,
} from './layout-rows';
import { rowFacts } from './row-facts';
import { rowOrder } from './row-order';
import { rowRemarks } from './row-words';
import { sameTarget } from './same-target';
import { type TimelineModel, timelineModel } from './timeline-model';

const READS = ['10-12', '20-21 error', '30-34', '40-41', '50-52'].map((time) => `  db:read ${time}`).join('\n');
const LOOP = timelineModel(traceFromText(`wallet:book 0-100\n${READS}\n  db:write 60-70`));
/** The first of them: spans are sorted by start. */
const READ = 1;

function drawn(rows: Rows, model: TimelineModel): string[] {
  return Array.from({ length: rows.count }, (_, row) => {
    const fold = rows.folds[row] as number;
    const mark = fold === Fold.Closed ? '+' : fold === Fold.Open ? '-' : '';
    const target = rows.targets[row] as number;
    const hidden = rows.hiddenCounts?.[row] ?? 0;
    const name = gapOf(target) === -1 ? rowFacts(model, target, fold).name : `${hidden} hidden`;
    return `${rows.depths[row]} ${mark}${name}`;
  });
}

/** The rows when only spans of this name are shown. */
function onlyNamed(name: string, change: Partial<TraceView> = {}): string[] {
  const { trace } = LOOP;
  const matched = Uint8Array.from(trace.names.codes, (code) => (trace.names.values[code] === name ? 1 : 0));
  const count = matched.reduce((sum, each) => sum + each, 0);
  const found = finishSteps(rankSpans({ matched, count }, rowOrder(LOOP, 'tree')));
  return drawn(layoutMatches(LOOP, { ...DEFAULT_TRACE_VIEW, ...change }, found), LOOP);
}

describe('a run of like siblings', () => {
  const folded = layoutRows(LOOP, DEFAULT_TRACE_VIEW);

  it('is one row until it is opened, then a row above its spans', () => {
    expect(drawn(folded, LOOP)).toEqual(['0 -book', '1 +5 × read', '1 write']);
    const opened = { ...DEFAULT_TRACE_VIEW, ...toggleRun(LOOP, DEFAULT_TRACE_VIEW, READ) };
    expect(drawn(layoutRows(LOOP, opened), LOOP)).toEqual([
      '0 -book',
      '1 -5 × read',
      ...Array.from({ length: 5 }, () => '2 read'),
      '1 write',
    ]);
    expect({ ...opened, ...toggleRun(LOOP, opened, READ) }).toEqual(DEFAULT_TRACE_VIEW);
  });

  it('says how many it has folded away, how long they took, and that one of them failed', () => {
    const facts = rowFacts(LOOP, runTarget(READ), Fold.Closed);
    expect(facts).toMatchObject({ service: 'db', hiddenCount: 5, hiddenErrors: 1, marks: [] });
    expect(rowRemarks(LOOP, runTarget(READ), facts)).toEqual([
      '5 siblings in a row with the same service and operation',
      'On the critical path for 10 ns',
      'total 10 ns, median 2 ns, max 4 ns',
      '5 spans folded away',
      '1 error below',
    ]);
  });

  it('shows a span of it that is revealed, and stands for those that it hides', () => {
    const span = LOOP.tree.preorder[3] as number;
    expect(rowShowing(folded, LOOP, span)).toBe(1);
    const rows = layoutRows(LOOP, { ...DEFAULT_TRACE_VIEW, ...reveal(LOOP, DEFAULT_TRACE_VIEW, span) });
    expect(rows.targets[rows.rowOfSpan[span] as number]).toBe(span);
  });

  it('has the focus of a span that it has folded away, and its first span has it when runs have no rows', () => {
    const last = LOOP.tree.preorder[5] as number;
    expect(shownTarget(folded, LOOP, last)).toBe(runTarget(READ));
    expect(shownTarget(folded, LOOP, 0)).toBe(0);
    const apart = layoutRows(LOOP, { ...DEFAULT_TRACE_VIEW, foldAlike: false });
    expect(rowOf(apart, shownTarget(apart, LOOP, runTarget(READ)))).toBe(apart.rowOfSpan[READ]);
  });

  it('has no row when everything is expanded, and is folded when everything is collapsed', () => {
    expect(layoutRows(LOOP, { ...DEFAULT_TRACE_VIEW, ...UNFOLD_ALL }).count).toBe(7);
    expect(foldAll(LOOP).foldAlike).toBe(true);
  });

  it('is hidden as a whole without a match, and shown as a whole with one', () => {
    expect(onlyNamed('write')).toEqual(['0 -book', '1 +5 hidden', '1 write']);
    expect(onlyNamed('read')).toEqual(['0 -book', '1 +5 × read', '1 +1 hidden']);
  });

  it('has a row besides those of all its spans when it is open and all match', () => {
    const calls = (name: string, from: number) =>
      Array.from({ length: 5 }, (_, i) => `\n  a:${name} ${from + i}-${from + i + 1}`).join('');
    const model = timelineModel(traceFromText(`a:root 0-100${calls('x', 10)}${calls('y', 20)}${calls('x', 30)}`));
    const heads = [1, 6, 11];
    const view = heads.reduce<TraceView>(
      (opened, head) => ({ ...opened, ...toggleRun(model, opened, head) }),
      DEFAULT_TRACE_VIEW,
    );
    const all = { matched: new Uint8Array(16).fill(1), count: 16 };
    const rows = layoutMatches(model, view, finishSteps(rankSpans(all, rowOrder(model, 'tree'))));
    expect(drawn(rows, model)).toEqual(drawn(layoutRows(model, view), model));
    expect(rows.targets).toHaveLength(1 + 3 + 15);
  });

  it('is the same one when the trace has grown at its beginning', () => {
    const grown = timelineModel(traceFromText(`wallet:book 0-100\n${READS}\n  db:write 60-70\n  db:read 1-2 id=99`));
    expect(sameTarget(runTarget(READ), LOOP, grown)).toBe(runTarget(grown.index.indexOf(99n)));
  });
});

/** Three levels with few operations, so that there are runs. */
const anyModel = fc
  .array(
    fc.record({
      parent: fc.constantFrom(0, 1, 1, 1, 2, 3),
      name: fc.constantFrom('read', 'read', 'read', 'write'),
      service: fc.constantFrom('db', 'db', 'db', 'cache'),
      start: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 0, max: 9 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((spans) =>
    timelineModel(
      traceFromSpans(
        'a'.repeat(32),
        spans.map(({ parent, length, ...rest }, i) => ({
          ...rest,
          spanId: BigInt(i + 1),
          parentId: BigInt(parent),
          end: rest.start + length,
        })),
      ),
    ),
  );

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 32 }).map((id) => id.toString(16).padStart(16, '0')));
const anyView = fc.record({
  grouping: fc.constantFrom('tree' as const, 'tree' as const, 'service' as const),
  foldDepth: fc.option(fc.integer({ min: 0, max: 3 })),
  toggledSpans: ids,
  foldServices: fc.boolean(),
  toggledServices: fc.uniqueArray(fc.constantFrom('db', 'cache')),
  foldAlike: fc.boolean(),
  shownSpans: ids,
});

/** What a row stands for, found out from parents and names alone. */
function spansOf(model: TimelineModel, rows: Rows, row: number): readonly number[] {
  const { trace, tree } = model;
  const all = Array.from({ length: trace.spanCount }, (_, span) => span);
  const target = rows.targets[row] as number;
  const closed = rows.folds[row] === Fold.Closed;
  const gap = gapOf(target);
  if (gap !== -1) {
    const order = rowOrder(model, rows.grouping);
    const from = order.positions[gap] as number;
    return Array.from(order.spans.subarray(from, from + (rows.hiddenCounts?.[row] as number)));
  }
  const group = model.groups[groupOf(target)];
  if (group !== undefined) return closed ? Array.from(group.spans) : [];
  const head = runHead(target);
  if (head !== -1) {
    if (!closed) return [];
    const siblings = all.filter((span) => tree.parents[span] === tree.parents[head]);
    const later = siblings.slice(siblings.indexOf(head));
    const like = (span: number) =>
      !tree.parents.includes(span) &&
      trace.names.codes[span] === trace.names.codes[head] &&
      trace.services.codes[span] === trace.services.codes[head];
    const other = later.findIndex((span) => !like(span));
    return other === -1 ? later : later.slice(0, other);
  }
  if (!closed) return [target];
  const isBelow = (span: number): boolean =>
    span === target || (tree.parents[span] !== -1 && isBelow(tree.parents[span] as number));
  return all.filter(isBelow);
}

describe('the rows of any trace with runs of like siblings, folded in any way', () => {
  it('stand for each span exactly once, also while only matches are shown', () => {
    fc.assert(
      fc.property(anyModel, anyView, fc.infiniteStream(fc.boolean()), fc.boolean(), (model, view, coins, hides) => {
        const matched = Uint8Array.from({ length: model.trace.spanCount }, () => Number(coins.next().value));
        const count = matched.reduce((sum, each) => sum + each, 0);
        const found = finishSteps(rankSpans({ matched, count }, rowOrder(model, view.grouping)));
        const rows = hides ? layoutMatches(model, view, found) : layoutRows(model, view);
        const stoodFor = Array.from({ length: rows.count }, (_, row) => spansOf(model, rows, row)).flat();
        expect(stoodFor.sort((a, b) => a - b)).toEqual(
          Array.from({ length: model.trace.spanCount }, (_, span) => span),
        );
        for (let row = 1; row < rows.count; row++) {
          expect((rows.depths[row] as number) - (rows.depths[row - 1] as number)).toBeLessThanOrEqual(1);
          expect(rows.depths[row] as number).toBeLessThanOrEqual(rows.maxDepth);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('show any span that was revealed', () => {
    fc.assert(
      fc.property(anyModel, anyView, fc.nat(), (model, any, n) => {
        const span = n % model.trace.spanCount;
        const view = { ...DEFAULT_TRACE_VIEW, ...any };
        const rows = layoutRows(model, { ...view, ...reveal(model, view, span) });
        expect(rows.targets[rows.rowOfSpan[span] as number]).toBe(span);
      }),
    );
  });
});
