import { formatTimeRange, type RelativeRange, resolveTimeRange, type TimeRange } from './time-range';

const SECOND_MS = 1_000;

/** About a hundredth of the range: a shorter pause would change no pixel of a chart. */
const REFRESH_MS: Readonly<Record<RelativeRange, number>> = {
  '15m': 10 * SECOND_MS,
  '1h': 10 * SECOND_MS,
  '6h': 60 * SECOND_MS,
  '24h': 120 * SECOND_MS,
  '7d': 600 * SECOND_MS,
};

/** A time range as `lib/api` asks for it: a relative one moves with the clock and is asked for again, an absolute one stays. */
export function rangeSource(range: TimeRange) {
  return {
    key: formatTimeRange(range).toString(),
    resolve: (nowMs: number) => resolveTimeRange(range, nowMs),
    refreshMs: range.kind === 'relative' ? REFRESH_MS[range.last] : (false as const),
  };
}
