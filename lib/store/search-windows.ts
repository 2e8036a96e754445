import type { UnixNanos } from '@/lib/base/units';

const SECOND = 1_000_000_000n;

/** A window of more than this part of the range costs nearly as much as the range, and may be in vain. */
const WIDEST_PART = 4n;

/** Each about twelve times the one before: what the windows before the right one cost is then a tenth of it. */
const WIDTHS = [10n * SECOND, 120n * SECOND, 1_800n * SECOND, 21_600n * SECOND, 259_200n * SECOND];

/**
 * Where to begin reading so that the newest traces are found without reading the whole range: starts of ever wider windows
 * that end at `newest`, for a range that begins at `start` (null: open). The range itself is not among them.
 *
 * A page taken from a window is right when it is full of traces that started inside: a trace's spans do not start before
 * it does, so the window holds all spans of every such trace, matching ones included.
 */
export function windowStarts(start: UnixNanos | null, newest: UnixNanos): UnixNanos[] {
  const widths = start === null ? WIDTHS : WIDTHS.filter((width) => width * WIDEST_PART <= newest - start);
  return widths.map((width) => newest - width);
}
