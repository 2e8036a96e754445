import type { Nanos, Trace } from './trace';
import type { TraceTree } from './tree';

/** What may be odd about one span, as bits of {@link Oddities.flags}. */
export const Oddity = {
  /** Its parent is not among the trace's spans: lost, not yet arrived, or sampled away. Shown as a root. */
  MissingParent: 1,
  /** It is its own ancestor by what was sent; shown as a root, with the rest of the cycle below. */
  CycleCut: 2,
  /** An earlier span of the trace has the same id. */
  DuplicateId: 4,
  /** It starts before its parent: nothing but clocks that disagree explains that. */
  StartsBeforeParent: 8,
  /** It ends after its parent. Normal for asynchronous work; a clock oddity only where the parent waits for it. */
  OutlivesParent: 16,
  /** It claimed to end before it started; shown with no duration. */
  EndedBeforeStart: 32,
  /** Attributes, events or links were dropped, or values cut. */
  Incomplete: 64,
} as const;

/** What a page must say about a trace before anyone trusts the picture. */
export interface Oddities {
  /** One entry a span: the sum of its {@link Oddity} bits. */
  readonly flags: Uint8Array;
  /** How many spans have each oddity. */
  readonly counts: Readonly<Record<keyof typeof Oddity, number>>;
  /** How many different parents the orphans name. */
  readonly distinctMissingParents: number;
  /** True when no span claims to be a root: the trace is a part of something. False for a trace without spans. */
  readonly rootMissing: boolean;
  /** By how much the worst span starts before its parent. */
  readonly worstStartBeforeParent: Nanos;
  /** By how much the worst span ends after its parent. */
  readonly worstOutlivesParent: Nanos;
  /** Attributes, events and links dropped plus values cut, over all spans. */
  readonly losses: number;
}

/** Looks through a trace for what is missing or contradicts itself. Nothing is corrected. O(n). */
export function findOddities(trace: Trace, tree: TraceTree): Oddities {
  const { starts, durations, parentIds, spanCount } = trace;
  const flags = new Uint8Array(spanCount);
  const missing = new Set<bigint>();
  let worstStartBeforeParent = 0;
  let worstOutlivesParent = 0;
  let losses = 0;

  for (let span = 0; span < spanCount; span++) {
    let bits = 0;
    if (tree.missingParents[span] === 1) {
      bits |= Oddity.MissingParent;
      missing.add(parentIds[span] as bigint);
    }
    if (tree.cycleCuts[span] === 1) bits |= Oddity.CycleCut;
    if (tree.duplicateIds[span] === 1) bits |= Oddity.DuplicateId;
    if ((trace.endedBeforeStart[span] as number) > 0) bits |= Oddity.EndedBeforeStart;
    const lost = trace.losses[span] as number;
    if (lost > 0) bits |= Oddity.Incomplete;
    losses += lost;

    const parent = tree.parents[span] as number;
    if (parent !== -1) {
      const start = starts[span] as number;
      const parentStart = starts[parent] as number;
      const lead = parentStart - start;
      const overrun = start + (durations[span] as number) - parentStart - (durations[parent] as number);
      if (lead > 0) bits |= Oddity.StartsBeforeParent;
      if (overrun > 0) bits |= Oddity.OutlivesParent;
      worstStartBeforeParent = Math.max(worstStartBeforeParent, lead);
      worstOutlivesParent = Math.max(worstOutlivesParent, overrun);
    }
    flags[span] = bits;
  }

  return {
    flags,
    counts: countBits(flags),
    distinctMissingParents: missing.size,
    rootMissing: spanCount > 0 && parentIds.every((id) => id !== 0n),
    worstStartBeforeParent,
    worstOutlivesParent,
    losses,
  };
}

function countBits(flags: Uint8Array): Record<keyof typeof Oddity, number> {
  const counts = {
    MissingParent: 0,
    CycleCut: 0,
    DuplicateId: 0,
    StartsBeforeParent: 0,
    OutlivesParent: 0,
    EndedBeforeStart: 0,
    Incomplete: 0,
  };
  const names = Object.keys(counts) as (keyof typeof Oddity)[];
  for (const bits of flags) {
    if (bits === 0) continue;
    for (const name of names) if ((bits & Oddity[name]) !== 0) counts[name]++;
  }
  return counts;
}
