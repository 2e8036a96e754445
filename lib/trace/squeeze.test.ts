import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceFromText } from './from-text';
import { idleStretches } from './idle-stretches';
import { momentAt, placeOf, SQUEEZED_FROM_SHARE, type Squeeze, squeezedNanos, squeezeIdle } from './squeeze';
import { arbitraryTrace, regularTrace } from './test-traces';
import type { Trace } from './trace';
import { buildTree } from './tree';

const extentOf = ({ starts, durations }: Trace) =>
  Math.max(1, ...starts.map((start, i) => start + (durations[i] as number)));

function idle(text: string): string[] {
  const trace = traceFromText(text);
  const { starts, ends } = idleStretches(trace, buildTree(trace), extentOf(trace));
  return Array.from(starts, (start, i) => `${start}-${ends[i]}`);
}

function squeezed(trace: Trace): Squeeze | null {
  return squeezeIdle(trace, buildTree(trace), extentOf(trace));
}

describe('idleStretches', () => {
  it('are where only spans that have children run', () => {
    expect(idle('gateway 0-100 / risk 10-20 / venue 70-90')).toEqual(['0-10', '20-70', '90-100']);
  });

  it('are where nothing runs between a hand-over and what it set off', () => {
    expect(idle('gateway 0-10 / audit 2-8 / notify 120-140')).toEqual(['0-2', '8-10', '10-120']);
  });

  it('end where any span starts or ends', () => {
    expect(idle('gateway 0-100\n  risk 30-60\n    db 40-50')).toEqual(['0-30', '30-40', '50-60', '60-100']);
  });

  it('are cut by a leaf that takes no time', () => {
    expect(idle('gateway 0-100 / tick 40-40')).toEqual(['0-40', '40-100']);
  });

  it('are none in a trace whose leaves run all the time', () => {
    expect(idle('gateway 0-100 / risk 0-60 / engine 50-100')).toEqual([]);
  });

  it('are found in 50,000 levels, the longest 64 of them', () => {
    const deep = 50_000;
    const trace = regularTrace(
      deep,
      (i) => i - 1,
      (i) => [i * 2, 10 * deep - i * 3],
    );
    const { starts } = idleStretches(trace, buildTree(trace), 10 * deep);
    expect(starts).toHaveLength(64);
  });

  it('have neither an end of a span nor a leaf at work in them, on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        const { starts, ends } = idleStretches(trace, tree, extentOf(trace));
        for (const [i, start] of starts.entries()) {
          const end = ends[i] as number;
          expect(end).toBeGreaterThan(start);
          for (let span = 0; span < trace.spanCount; span++) {
            const from = trace.starts[span] as number;
            const to = from + (trace.durations[span] as number);
            expect((from > start && from < end) || (to > start && to < end)).toBe(false);
            if (tree.firstChildren[span] === -1) expect(from <= start && to >= end).toBe(false);
          }
        }
      }),
    );
  });

  it('find every idle nanosecond of a small trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const tree = buildTree(trace);
        const extent = extentOf(trace);
        const { starts, ends } = idleStretches(trace, tree, extent);
        const leaves = [...trace.starts.keys()].filter((span) => tree.firstChildren[span] === -1);
        for (let moment = 0.5; moment < extent; moment++) {
          const works = leaves.some((leaf) => {
            const start = trace.starts[leaf] as number;
            return start <= moment && moment < start + (trace.durations[leaf] as number);
          });
          expect(starts.some((start, i) => start < moment && moment < (ends[i] as number))).toBe(!works);
        }
      }),
    );
  });
});

describe('squeezeIdle', () => {
  it('leaves a busy trace as it is', () => {
    expect(squeezed(traceFromText('gateway 0-100 / risk 0-50 / engine 54-100'))).toBeNull();
  });

  it('squeezes what is longer than a twentieth of what is shown', () => {
    // 96 of 196 are left, with one break of a 25th: 96 / 0.96.
    const scale = squeezed(traceFromText('gateway 0-196 / risk 0-50 / engine 150-196'));
    expect(scale).toMatchObject({ length: 100, breakLength: expect.closeTo(4, 9) });
    expect([scale?.starts[0], scale?.ends[0], scale?.places[0]]).toEqual([50, 150, 50]);
    expect(scale && squeezedNanos(scale)).toBe(100);
  });

  it('squeezes what shows only when something longer is squeezed', () => {
    // 50 are less than a twentieth of the whole, but half of what is left without the million.
    const scale = squeezed(traceFromText('gateway 0-1000150 / a 0-50 / b 100-150 / c 1000150-1000150'));
    expect(scale && Array.from(scale.starts)).toEqual([50, 150]);
  });

  it('leaves a trace alone in which nothing takes time', () => {
    expect(squeezed(traceFromText('a 0-0 / b 1000-1000'))).toBeNull();
  });

  it('keeps room for what is busy, however many gaps there are', () => {
    const trace = regularTrace(
      16,
      () => -1,
      (i) => [i * 1000, i * 1000 + 1],
    );
    const scale = squeezed(trace);
    const busy = (scale?.length ?? 0) - (scale?.breakLength ?? 0) * (scale?.starts.length ?? 0);
    expect(busy / (scale?.length ?? 1)).toBeGreaterThan(0.59);
  });

  it('is monotonous, invertible and adds up on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
        const scale = squeezed(trace);
        const extent = extentOf(trace);
        if (scale === null) return;
        expect(placeOf(scale, 0)).toBe(0);
        expect(placeOf(scale, extent)).toBeCloseTo(scale.length, 6);
        const breaks = scale.starts.length;
        expect(scale.length).toBeCloseTo(extent - squeezedNanos(scale) + breaks * scale.breakLength, 6);
        for (const [i, start] of scale.starts.entries()) {
          const length = (scale.ends[i] as number) - start;
          expect(length).toBeGreaterThan(scale.breakLength);
          expect(length).toBeGreaterThan(SQUEEZED_FROM_SHARE * scale.length);
        }
        const moment = share * extent;
        expect(momentAt(scale, placeOf(scale, moment))).toBeCloseTo(moment, 6);
        expect(placeOf(scale, momentAt(scale, share * scale.length))).toBeCloseTo(share * scale.length, 6);
        let before = -1;
        for (let step = 0; step <= 4 * extent; step++) {
          const place = placeOf(scale, step / 4);
          expect(place).toBeGreaterThan(before);
          before = place;
        }
      }),
    );
  });
});
