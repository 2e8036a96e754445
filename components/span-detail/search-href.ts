import { formatKey } from '@/lib/search/format';
import { spansQuery } from '@/lib/search/spans-query';
import { searchHref } from '@/lib/url/search-view';
import { RELATIVE_RANGES, type TimeRange } from '@/lib/url/time-range';

const HOUR_MS = 3_600_000;
const RANGES = ['1h', '24h', '7d'] as const;

/** The term that finds spans by an attribute, whatever characters it holds; by the beginning of a very long value. */
export function attributeTerm(key: string, value: string): string {
  return spansQuery([[formatKey(key), value]]);
}

/** The search for all traces with this attribute, over a range in which `atMs` lies. */
export function attributeSearchHref(key: string, value: string, atMs: number, nowMs: number): string {
  return searchHref({ q: attributeTerm(key, value), range: rangeHolding(atMs, nowMs) });
}

/** The shortest of the usual ranges that will hold a moment for a while yet, or else two hours around it. */
function rangeHolding(atMs: number, nowMs: number): TimeRange {
  const age = nowMs - atMs;
  const last = RANGES.find((range) => age < RELATIVE_RANGES[range] * 0.9);
  if (last !== undefined) return { kind: 'relative', last };
  return { kind: 'absolute', startMs: Math.floor(atMs) - HOUR_MS, endMs: Math.ceil(atMs) + HOUR_MS };
}
