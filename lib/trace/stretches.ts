import type { CriticalPath } from './critical-path';
import type { LikeRuns } from './like-runs';
import type { Nanos, Trace } from './trace';
import type { TraceTree } from './tree';

/** Stretches of time, sorted and apart from each other; offsets in nanoseconds. */
export interface Stretches {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Sorted stretches of time of many rows in one piece of memory: those of row `i` are `offsets[i]` to `offsets[i + 1] - 1`. */
export interface PackedStretches {
  readonly offsets: Uint32Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** When at least one span of each run ran. Spans that touch or overlap are one stretch. O(spans in runs). */
export function busyOfRuns({ starts, durations }: Trace, { preorder }: TraceTree, runs: LikeRuns): PackedStretches {
  const packed = new Packer(runs);
  for (let run = 0; run < runs.count; run++) {
    for (let position = runs.froms[run] as number; position < (runs.ends[run] as number); position++) {
      const span = preorder[position] as number;
      packed.add(starts[span] as number, (starts[span] as number) + (durations[span] as number));
    }
    packed.endRow(run);
  }
  return packed.finish();
}

/** The critical path's work (0) or its waits (1) by the span they belong to. O(segments + spans). */
export function criticalOfSpans({ segments }: CriticalPath, spanCount: number, wait: 0 | 1): PackedStretches {
  const { spans, waits } = segments;
  const offsets = new Uint32Array(spanCount + 1);
  for (let segment = 0; segment < spans.length; segment++) {
    if (waits[segment] !== wait) continue;
    const after = (spans[segment] as number) + 1;
    offsets[after] = (offsets[after] as number) + 1;
  }
  for (let span = 0; span < spanCount; span++) {
    offsets[span + 1] = (offsets[span + 1] as number) + (offsets[span] as number);
  }
  const next = offsets.slice();
  const starts = new Float64Array(offsets[spanCount] as number);
  const ends = new Float64Array(starts.length);
  for (let segment = 0; segment < spans.length; segment++) {
    if (waits[segment] !== wait) continue;
    const span = spans[segment] as number;
    const at = next[span] as number;
    starts[at] = segments.starts[segment] as number;
    ends[at] = segments.ends[segment] as number;
    next[span] = at + 1;
  }
  return { offsets, starts, ends };
}

/** The stretches of one row. */
export function stretchesOf({ offsets, starts, ends }: PackedStretches, row: number): Stretches {
  const from = offsets[row] as number;
  const end = offsets[row + 1] as number;
  return { starts: starts.subarray(from, end), ends: ends.subarray(from, end) };
}

/** How long the stretches of one row are together. */
export function nanosOf({ offsets, starts, ends }: PackedStretches, row: number): Nanos {
  let nanos = 0;
  for (let at = offsets[row] as number; at < (offsets[row + 1] as number); at++) {
    nanos += (ends[at] as number) - (starts[at] as number);
  }
  return nanos;
}

/** When the critical path's `work` was in each run. O(spans in runs). */
export function criticalOfRuns(
  { offsets, starts, ends }: PackedStretches,
  { preorder }: TraceTree,
  runs: LikeRuns,
): PackedStretches {
  const packed = new Packer(runs);
  for (let run = 0; run < runs.count; run++) {
    for (let position = runs.froms[run] as number; position < (runs.ends[run] as number); position++) {
      const span = preorder[position] as number;
      for (let at = offsets[span] as number; at < (offsets[span + 1] as number); at++) {
        packed.add(starts[at] as number, ends[at] as number);
      }
    }
    packed.endRow(run);
  }
  return packed.finish();
}

/** Takes the stretches of each row in the order of their starts. */
class Packer {
  readonly #offsets: Uint32Array;
  readonly #starts: Float64Array;
  readonly #ends: Float64Array;
  #first = 0;
  #count = 0;

  /** A leaf has one stretch at most, even of the critical path: nothing takes that away from it in between. */
  constructor({ count, froms, ends }: LikeRuns) {
    let spans = 0;
    for (let run = 0; run < count; run++) spans += (ends[run] as number) - (froms[run] as number);
    this.#offsets = new Uint32Array(count + 1);
    this.#starts = new Float64Array(spans);
    this.#ends = new Float64Array(spans);
  }

  add(start: number, end: number): void {
    if (this.#count > this.#first && start <= (this.#ends[this.#count - 1] as number)) {
      this.#ends[this.#count - 1] = Math.max(this.#ends[this.#count - 1] as number, end);
      return;
    }
    this.#starts[this.#count] = start;
    this.#ends[this.#count++] = end;
  }

  endRow(row: number): void {
    this.#first = this.#count;
    this.#offsets[row + 1] = this.#count;
  }

  finish(): PackedStretches {
    const starts = this.#starts.slice(0, this.#count);
    return { offsets: this.#offsets, starts, ends: this.#ends.slice(0, this.#count) };
  }
}
