import { upperBound } from '@/lib/base/bisect';
import { idleStretches } from './idle-stretches';
import type { Nanos, Trace } from './trace';
import type { TraceTree } from './tree';

/** Stretches of time in which nothing happens are squeezed when they are longer than this share of what is left to show. */
export const SQUEEZED_FROM_SHARE = 0.05;
/** How much of the picture one break takes: enough for its duration to be written into it. */
const BREAK_SHARE = 0.04;
/** How much of the picture all breaks take at most: where there are many, each is narrower. */
const ALL_BREAKS_SHARE = 0.4;

/**
 * A time scale that passes quickly over stretches in which nothing happens. Every moment of the trace has one place on it,
 * and later moments have later places; outside the breaks a nanosecond takes one unit. Arrays have one entry a break.
 *
 * ```
 * time     0 ├─█████─┤ 10                              90 ├─███─┤ 100
 * shown    0 ├─█████─┤ 10 ╱╱ 11 ├─███─┤ 21
 * ```
 */
export interface Squeeze {
  /** Sorted and apart from each other; offsets from the trace's start. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Where each break begins on the scale. */
  readonly places: Float64Array;
  /** How long every break is on the scale; always shorter than the time that it stands for. */
  readonly breakLength: number;
  /** The place of the trace's end. */
  readonly length: number;
}

/** The scale for a trace that is `extent` long; null where there is nothing to squeeze. O(n). */
export function squeezeIdle(trace: Trace, tree: TraceTree, extent: Nanos): Squeeze | null {
  const { starts, ends } = idleStretches(trace, tree, extent);
  const lengthOf = (i: number) => (ends[i] as number) - (starts[i] as number);
  const longestFirst = Array.from(starts.keys()).sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
  let busy = extent;
  const taken: number[] = [];
  for (const i of longestFirst) {
    const length = lengthOf(i);
    if (length <= SQUEEZED_FROM_SHARE * shownLength(busy, taken.length)) break;
    // Of a trace that does nothing all the time there would be nothing left to measure the breaks by.
    if (busy - length <= 0) break;
    busy -= length;
    taken.push(i);
  }
  if (taken.length === 0) return null;
  taken.sort((a, b) => a - b);
  return scaleOf(
    Float64Array.from(taken, (i) => starts[i] as number),
    Float64Array.from(taken, (i) => ends[i] as number),
    busy,
  );
}

function scaleOf(starts: Float64Array, ends: Float64Array, busy: Nanos): Squeeze {
  const length = shownLength(busy, starts.length);
  const breakLength = (length - busy) / starts.length;
  const places = new Float64Array(starts.length);
  let shift = 0;
  for (let i = 0; i < starts.length; i++) {
    places[i] = (starts[i] as number) - shift;
    shift += (ends[i] as number) - (starts[i] as number) - breakLength;
  }
  return { starts, ends, places, breakLength, length };
}

/** How long what is shown is, with `breaks` breaks between what is busy. */
function shownLength(busy: Nanos, breaks: number): number {
  return busy / (1 - Math.min(BREAK_SHARE * breaks, ALL_BREAKS_SHARE));
}

/** The place of a moment. Before and after the trace the scale goes on as time does. */
export function placeOf(scale: Squeeze, nanos: Nanos): number {
  const at = upperBound(scale.starts, nanos) - 1;
  if (at < 0) return nanos;
  const [start, end, place] = [scale.starts[at] as number, scale.ends[at] as number, scale.places[at] as number];
  if (nanos >= end) return place + scale.breakLength + (nanos - end);
  return place + ((nanos - start) / (end - start)) * scale.breakLength;
}

/** The moment at a place: the inverse of {@link placeOf}. */
export function momentAt(scale: Squeeze, place: number): Nanos {
  const at = upperBound(scale.places, place) - 1;
  if (at < 0) return place;
  const [start, end, from] = [scale.starts[at] as number, scale.ends[at] as number, scale.places[at] as number];
  const within = (place - from) / scale.breakLength;
  return within >= 1 ? end + (place - from - scale.breakLength) : start + within * (end - start);
}

/** How much time the breaks stand for, added up. */
export function squeezedNanos({ starts, ends }: Squeeze): Nanos {
  return ends.reduce((sum, end, i) => sum + end - (starts[i] as number), 0);
}
