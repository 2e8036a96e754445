import type { UnixNanos } from '@/lib/base/units';

const SECOND = 1_000_000_000n;

/** Each about twelve times the one before: what the windows before the right one cost is then a tenth of it. */
const WIDTHS = [10n * SECOND, 120n * SECOND, 1_800n * SECOND, 21_600n * SECOND, 259_200n * SECOND];

/**
 * Where to begin reading so that the newest traces are found without reading the whole range: starts of ever wider windows
 * that end at `newest` and begin after `start` (null: there is no start). The range itself is not among them.
 *
 * A page taken from a window is right when it is full of traces that started inside: a trace's spans do not start before
 * it does, so the window holds all spans of every such trace, matching ones included.
 */
export function windowStarts(start: UnixNanos | null, newest: UnixNanos): UnixNanos[] {
  return WIDTHS.map((width) => newest - width).filter((windowStart) => start === null || windowStart > start);
}
