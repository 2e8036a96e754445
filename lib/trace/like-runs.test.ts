import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath } from './critical-path';
import { traceFromSpans } from './from-spans';
import { traceFromText } from './from-text';
import { LIKE_RUN_MIN, likeRuns, runOfSpan } from './like-runs';
import { busyOfRuns } from './stretches';
import { StatusCode, type Trace } from './trace';
import { buildTree } from './tree';

const runsOf = (trace: Trace) => likeRuns(trace, buildTree(trace));
const reads = (...times: readonly string[]) => times.map((time) => `  db:read ${time}`).join('\n');

describe('likeRuns', () => {
  it('counts, adds up and ranks five like siblings', () => {
    const runs = runsOf(
      traceFromText(`wallet 0-100\n${reads('0-10', '10-11', '20-23 error', '30-35', '40-42 rejected')}`),
    );
    expect(runs).toEqual({
      count: 1,
      froms: Int32Array.of(1),
      ends: Int32Array.of(6),
      totals: Float64Array.of(21),
      medians: Float64Array.of(3),
      maxes: Float64Array.of(10),
      errors: Uint32Array.of(1),
      rejected: Uint32Array.of(1),
      maxDepth: 1,
    });
  });

  it('leaves four, and five that another operation is among, as they are', () => {
    expect(runsOf(traceFromText(`wallet 0-100\n${reads('0-1', '2-3', '4-5', '6-7')}`)).count).toBe(0);
    const broken = `wallet 0-100\n${reads('0-1', '2-3', '4-5')}\n  db:write 6-7\n${reads('8-9', '10-11')}`;
    expect(runsOf(traceFromText(broken)).count).toBe(0);
  });

  it('leaves those that have children, those of different parents and roots as they are', () => {
    const parents = Array.from({ length: 5 }, (_, i) => `  db:read ${i}-${i + 1}\n    disk ${i}-${i + 1}`);
    expect(runsOf(traceFromText(`wallet 0-100\n${parents.join('\n')}`)).count).toBe(0);
    const cousins = Array.from({ length: 5 }, (_, i) => `  wallet ${i}-${i + 1}\n    db:read ${i}-${i + 1}`);
    expect(runsOf(traceFromText(`all 0-100\n${cousins.join('\n')}`)).count).toBe(0);
    expect(runsOf(traceFromText('db:read 0-1\n'.repeat(5))).count).toBe(0);
  });

  it('joins stretches that touch', () => {
    const trace = traceFromText(`wallet 0-100\n${reads('0-10', '10-11', '20-40', '30-35', '60-62')}`);
    const tree = buildTree(trace);
    expect(busyOfRuns(trace, tree, likeRuns(trace, tree))).toEqual({
      offsets: Uint32Array.of(0, 3),
      starts: Float64Array.of(0, 20, 60),
      ends: Float64Array.of(11, 40, 62),
    });
  });
});

/** Two levels of spans with few operations. */
const anyTrace = fc
  .array(
    fc.record({
      parent: fc.integer({ min: 0, max: 3 }),
      name: fc.constantFrom('read', 'read', 'read', 'write'),
      start: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 0, max: 9 }),
      status: fc.constantFrom(StatusCode.Unset, StatusCode.Error),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((spans) =>
    traceFromSpans(
      'a'.repeat(32),
      spans.map(({ parent, length, ...rest }, i) => ({
        ...rest,
        spanId: BigInt(i + 1),
        parentId: BigInt(parent),
        service: 'db',
        end: rest.start + length,
      })),
    ),
  );

describe('the runs of any trace', () => {
  it('are the longest stretches of like leaves of one parent, and know their spans', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const tree = buildTree(trace);
        const runs = likeRuns(trace, tree);
        const nameOf = (span: number) => trace.names.values[trace.names.codes[span] as number] as string;
        const children = new Map<number, number[]>();
        for (let span = 0; span < trace.spanCount; span++) {
          const parent = tree.parents[span] as number;
          if (parent !== -1) children.set(parent, [...(children.get(parent) ?? []), span]);
        }
        const expected: number[][] = [];
        for (const list of children.values()) {
          let open: number[] = [];
          for (const span of [...list, -1]) {
            const last = open.at(-1);
            const leaf = span !== -1 && !children.has(span);
            if (leaf && last !== undefined && nameOf(last) === nameOf(span)) open.push(span);
            else {
              if (open.length >= LIKE_RUN_MIN) expected.push(open);
              open = leaf ? [span] : [];
            }
          }
        }
        const found = Array.from({ length: runs.count }, (_, run) =>
          Array.from(tree.preorder.subarray(runs.froms[run], runs.ends[run])),
        );
        const inOrder = (lists: number[][]) => lists.sort((a, b) => (a[0] as number) - (b[0] as number));
        expect(inOrder(found.map((spans) => [...spans]))).toEqual(inOrder(expected));
        for (let span = 0; span < trace.spanCount; span++) {
          expect(runOfSpan(runs, tree, span)).toBe(found.findIndex((spans) => spans.includes(span)));
        }
      }),
    );
  });

  it('have leaves with one stretch of the critical path at most', () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const tree = buildTree(trace);
        const { segments } = criticalPath(trace, tree);
        const seen = new Set<number>();
        segments.spans.forEach((span, segment) => {
          if (segments.waits[segment] === 1 || tree.descendantCounts[span] !== 0) return;
          expect(seen.has(span)).toBe(false);
          seen.add(span);
        });
      }),
    );
  });
});
