import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spanNamed, traceFromText } from './from-text';
import { findOddities, Oddity } from './oddities';
import { arbitraryTrace, regularTrace } from './test-traces';
import { buildTree } from './tree';

function oddities(text: string) {
  const trace = traceFromText(text);
  const found = findOddities(trace, buildTree(trace));
  return { ...found, flagsOf: (name: string) => found.flags[spanNamed(trace, name)] };
}

describe('findOddities', () => {
  it('has nothing to say about a sane trace', () => {
    const { counts, flags, ...rest } = oddities('gateway 0-100 / risk 10-50 / engine 50-100');
    expect([...flags]).toEqual([0, 0, 0]);
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect(rest).toMatchObject({
      distinctMissingParents: 0,
      rootMissing: false,
      worstStartBeforeParent: 0,
      worstOutlivesParent: 0,
      losses: 0,
    });
  });

  it('counts orphans, and the different parents that they miss', () => {
    const found = oddities('gateway 0-100 / a 1-2 parent=98 / b 2-3 parent=99 / c 3-4 parent=99');
    expect(found.counts.MissingParent).toBe(3);
    expect(found.distinctMissingParents).toBe(2);
    expect(found.flagsOf('a')).toBe(Oddity.MissingParent);
    expect(found.rootMissing).toBe(false);
  });

  it('says when no span claims to be the root', () => {
    expect(oddities('a 0-10 parent=99').rootMissing).toBe(true);
    expect(oddities('a 0-10 parent=2 / b 2-8 parent=1').rootMissing).toBe(true);
  });

  it('tells a start before the parent from an end after it', () => {
    const found = oddities('gateway 10-100 / early 4-50 / late 80-130 / both 9-101');
    expect(found.flagsOf('early')).toBe(Oddity.StartsBeforeParent);
    expect(found.flagsOf('late')).toBe(Oddity.OutlivesParent);
    expect(found.flagsOf('both')).toBe(Oddity.StartsBeforeParent | Oddity.OutlivesParent);
    expect([found.counts.StartsBeforeParent, found.counts.OutlivesParent]).toEqual([2, 2]);
    expect([found.worstStartBeforeParent, found.worstOutlivesParent]).toEqual([6, 30]);
  });

  it('does not compare an orphan or the cut end of a cycle with anything', () => {
    const found = oddities('a 0-100 parent=2 / b 20-80 parent=1 / c 0-900 parent=99');
    expect(found.flagsOf('a')).toBe(Oddity.CycleCut);
    expect(found.flagsOf('c')).toBe(Oddity.MissingParent);
    expect(found.counts.CycleCut).toBe(1);
  });

  it('marks every span but the first of one id', () => {
    const found = oddities('gateway 0-100 / a 1-2 id=7 / b 2-3 id=7 / c 3-4 id=7');
    expect(found.counts.DuplicateId).toBe(2);
    expect([found.flagsOf('a'), found.flagsOf('b')]).toEqual([0, Oddity.DuplicateId]);
  });

  it('marks ends before the start and what arrived incomplete', () => {
    const found = oddities('gateway 0-100 losses=2 / a 50-40 / b 60-70 losses=5');
    expect(found.flagsOf('a')).toBe(Oddity.EndedBeforeStart);
    expect(found.flagsOf('b')).toBe(Oddity.Incomplete);
    expect([found.counts.EndedBeforeStart, found.counts.Incomplete, found.losses]).toEqual([1, 2, 7]);
  });

  it('misses no root in a trace without spans', () => {
    const trace = regularTrace(
      0,
      () => -1,
      () => [0, 0],
    );
    expect(findOddities(trace, buildTree(trace)).rootMissing).toBe(false);
  });

  it('counts each flag as often as it is set, on any trace', () => {
    fc.assert(
      fc.property(arbitraryTrace(), (trace) => {
        const { flags, counts } = findOddities(trace, buildTree(trace));
        for (const [name, bit] of Object.entries(Oddity)) {
          expect(counts[name as keyof typeof Oddity]).toBe(flags.filter((bits) => (bits & bit) !== 0).length);
        }
      }),
    );
  });
});
