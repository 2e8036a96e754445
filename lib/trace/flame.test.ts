import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishSteps } from '@/lib/base/steps';
import { flameSteps, frameLabel, framePath, framesBelow } from './flame';
import { traceFromText } from './from-text';
import { selfTimes } from './self-time';
import { indexSpans } from './span-index';
import { arbitraryTrace, regularTrace } from './test-traces';
import type { Trace } from './trace';
import { nameOf, serviceOf, type TraceFacts } from './trace-facts';
import { buildTree } from './tree';

function factsOf(trace: Trace): TraceFacts {
  const tree = buildTree(trace);
  return { trace, tree, index: indexSpans(trace.spanIds), selfNanos: selfTimes(trace, tree) };
}

/** Each frame as a line, indented by its depth: label, spans, total, self, from and to. */
function lines(trace: Trace, shape: 'calls' | 'services' = 'calls'): string[] {
  const facts = factsOf(trace);
  const flame = finishSteps(flameSteps(facts, shape));
  return [...framesBelow(flame, -1)].map((frame) => {
    const { service, name } = frameLabel(facts, flame, frame, shape);
    const left = flame.lefts[frame] as number;
    const numbers = [flame.counts[frame], flame.totals[frame], flame.selfs[frame]].join(' ');
    const indent = '  '.repeat(flame.depths[frame] as number);
    return `${indent}${name === '' ? service : name} ${numbers} at ${left}-${left + (flame.weights[frame] as number)}`;
  });
}

describe('the flame graph', () => {
  it('joins spans with the same path of names', () => {
    const trace = traceFromText(`
      gateway:order 0-100
        cache:read 10-30
        cache:read 50-70 error
          db:query 55-67
        risk:check 80-90
    `);
    expect(lines(trace)).toEqual([
      'order 1 100 50 at 0-100',
      '  read 2 40 28 at 0-40',
      '    query 1 12 12 at 0-12',
      '  check 1 10 10 at 40-50',
    ]);
  });

  it('keeps the same name below another parent, or of another service, apart', () => {
    const trace = traceFromText(`
      gateway:a 0-100
        risk:read 0-10
        db:read 10-20
        risk:b 20-40
          risk:read 20-30
    `);
    expect(lines(trace).filter((line) => line.includes('read'))).toHaveLength(3);
  });

  it('gives children that run at the same time their own width each', () => {
    // The parent's children cover 0 to 60 of it; their own 60 and 50 are 110 wide.
    const trace = traceFromText('gateway:a 0-100 / risk:b 0-60 / engine:c 10-60');
    expect(lines(trace)).toEqual(['a 1 100 40 at 0-150', '  b 1 60 60 at 0-60', '  c 1 50 50 at 60-110']);
  });

  it('by service joins what stays within a service, and counts its time once', () => {
    const trace = traceFromText(`
      engine:match 0-100
        engine:book 10-60
          db:read 20-30
        db:write 70-80
    `);
    expect(lines(trace, 'services')).toEqual(['engine 2 100 80 at 0-100', '  db 2 20 20 at 0-20']);
  });

  it('puts several roots beside each other', () => {
    expect(lines(traceFromText('a:x 0-10\nb:y 20-25\na:x 30-40'))).toEqual(['x 2 20 20 at 0-20', 'y 1 5 5 at 20-25']);
  });

  it('counts spans where none took any time', () => {
    expect(lines(traceFromText('a:x 5-5\n  b:y 5-5\n  b:y 5-5'))).toEqual(['x 1 0 0 at 0-3', '  y 2 0 0 at 0-2']);
  });

  it('is not stopped by 50,000 levels', () => {
    const facts = factsOf(
      regularTrace(
        50_000,
        (i) => i - 1,
        (i) => [i, 200_000 - i],
      ),
    );
    const flame = finishSteps(flameSteps(facts, 'calls'));
    expect(flame.heights[0]).toBe(49_999);
    expect(framePath(flame, 49_999)).toHaveLength(50_000);
  });

  it('for any trace joins exactly the spans with the same path, and adds up', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const facts = factsOf(trace);
        const flame = finishSteps(flameSteps(facts, 'calls'));
        const pathOf = (span: number): string =>
          span === -1
            ? ''
            : `${pathOf(facts.tree.parents[span] as number)}/${serviceOf(trace, span)} ${nameOf(trace, span)}`;
        const frameOfPath = new Map<string, number>();
        for (let span = 0; span < trace.spanCount; span++) {
          const frame = flame.frameOfSpan[span] as number;
          expect(frameOfPath.get(pathOf(span)) ?? frame).toBe(frame);
          frameOfPath.set(pathOf(span), frame);
        }
        expect(frameOfPath.size).toBe(flame.frameCount);
        expect(flame.counts.reduce((sum, count) => sum + count, 0)).toBe(trace.spanCount);
        const allSelf = facts.selfNanos.reduce((sum, nanos) => sum + nanos, 0);
        if (allSelf > 0) expect(flame.totalWeight).toBe(allSelf);
        expect([...framesBelow(flame, -1)].sort((a, b) => a - b)).toEqual([...flame.counts.keys()]);
        // A frame lies within its parent.
        flame.parents.forEach((parent, frame) => {
          if (parent === -1) return;
          const right = (of: number) => (flame.lefts[of] as number) + (flame.weights[of] as number);
          expect(flame.lefts[frame]).toBeGreaterThanOrEqual(flame.lefts[parent] as number);
          expect(right(frame)).toBeLessThanOrEqual(right(parent));
        });
      }),
    );
  });
});
