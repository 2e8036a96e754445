const HOUR_MS = 3_600_000;

/** The relative ranges that are offered, with their lengths in milliseconds. */
export const RELATIVE_RANGES = {
  '15m': 15 * 60_000,
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
} as const;

export type RelativeRange = keyof typeof RELATIVE_RANGES;

/** A window of time: the last so-and-so long, or between two points in Unix milliseconds. */
export type TimeRange =
  | { readonly kind: 'relative'; readonly last: RelativeRange }
  | { readonly kind: 'absolute'; readonly startMs: number; readonly endMs: number };

/** What a URL without a range means. */
export const DEFAULT_TIME_RANGE: TimeRange = { kind: 'relative', last: '1h' };

/** The last millisecond that Date knows. */
const LATEST_MS = 8.64e15;

/**
 * The range in a URL: `range=6h`, or `start` and `end` in Unix milliseconds (these win over `range`). Anything that is
 * none of these, an end that is not after its start included, gives the default.
 */
export function parseTimeRange(params: URLSearchParams): TimeRange {
  const startMs = parseMs(params.get('start'));
  const endMs = parseMs(params.get('end'));
  if (startMs !== null && endMs !== null && startMs < endMs) return { kind: 'absolute', startMs, endMs };
  const last = params.get('range');
  return last !== null && isRelativeRange(last) ? { kind: 'relative', last } : DEFAULT_TIME_RANGE;
}

/**
 * Writes a range into `params` (new ones unless given), in place of the range that they had, and returns them. The default
 * is left out.
 */
export function formatTimeRange(range: TimeRange, params: URLSearchParams = new URLSearchParams()): URLSearchParams {
  for (const name of ['range', 'start', 'end']) params.delete(name);
  if (range.kind === 'absolute') {
    params.set('start', String(range.startMs));
    params.set('end', String(range.endMs));
  } else if (!isSameTimeRange(range, DEFAULT_TIME_RANGE)) {
    params.set('range', range.last);
  }
  return params;
}

/** The two ends as strings of Unix nanoseconds, as Fillpath's API takes them. A relative range ends at `nowMs`. */
export function resolveTimeRange(
  range: TimeRange,
  nowMs: number,
): { readonly startUnixNano: string; readonly endUnixNano: string } {
  const endMs = range.kind === 'absolute' ? range.endMs : Math.trunc(nowMs);
  const startMs = range.kind === 'absolute' ? range.startMs : endMs - RELATIVE_RANGES[range.last];
  return { startUnixNano: msToUnixNano(startMs), endUnixNano: msToUnixNano(endMs) };
}

/** True when both mean the same window. */
export function isSameTimeRange(one: TimeRange, other: TimeRange): boolean {
  if (one.kind === 'relative') return other.kind === 'relative' && one.last === other.last;
  return other.kind === 'absolute' && one.startMs === other.startMs && one.endMs === other.endMs;
}

/** True for the text of one of the relative ranges that are offered. */
export function isRelativeRange(text: string): text is RelativeRange {
  return Object.hasOwn(RELATIVE_RANGES, text);
}

function parseMs(text: string | null): number | null {
  if (text === null || !/^\d{1,16}$/.test(text)) return null;
  const ms = Number(text);
  return ms <= LATEST_MS ? ms : null;
}

function msToUnixNano(ms: number): string {
  return String(BigInt(ms) * 1_000_000n);
}
