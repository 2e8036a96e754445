import type { CriticalPath } from './critical-path';
import type { LikeRuns } from './like-runs';
import type { Trace } from './trace';
import type { TraceTree } from './tree';

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

/** When the critical path was in each run; its waits are not in it. O(segments + spans in runs). */
export function criticalOfRuns(
  { segments }: CriticalPath,
  { offsets, order }: { readonly offsets: Uint32Array; readonly order: Uint32Array },
  { preorder }: TraceTree,
  runs: LikeRuns,
): PackedStretches {
  const packed = new Packer(runs);
  for (let run = 0; run < runs.count; run++) {
    for (let position = runs.froms[run] as number; position < (runs.ends[run] as number); position++) {
      const span = preorder[position] as number;
      for (let at = offsets[span] as number; at < (offsets[span + 1] as number); at++) {
        const segment = order[at] as number;
        if (segments.waits[segment] === 0) {
          packed.add(segments.starts[segment] as number, segments.ends[segment] as number);
        }
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
