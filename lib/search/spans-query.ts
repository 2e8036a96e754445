import { formatValue } from './format';

/** In UTF-16 code units. Longer values would make a query that no URL holds, or may have been cut at more than this. */
export const MAX_EXACT_LENGTH = 255;

/**
 * The query that finds spans by what they share: `service=risk name=check`. Of a very long value it looks for the first
 * {@link MAX_EXACT_LENGTH} characters as a part, so that it finds those spans and perhaps others.
 * @param terms keys as they stand before an operator (see `formatKey`), with the values as they are.
 */
export function spansQuery(terms: readonly (readonly [key: string, value: string])[]): string {
  return terms.map(([key, value]) => spansTerm(key, value)).join(' ');
}

function spansTerm(key: string, value: string): string {
  if (value.length <= MAX_EXACT_LENGTH) return `${key}=${formatValue(value)}`;
  // Half of a surrogate pair is no text.
  const part = value.slice(0, MAX_EXACT_LENGTH).replace(/[\ud800-\udbff]$/, '');
  return `${key}=~${formatValue(part)}`;
}
