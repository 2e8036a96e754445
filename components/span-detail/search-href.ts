import { formatKey, formatValue } from '@/lib/search/format';

/** The search for all traces with this attribute, whatever characters it holds. */
export function searchHref(key: string, value: string): string {
  return `/search?${new URLSearchParams({ q: `${formatKey(key)}=${formatValue(value)}` })}`;
}
