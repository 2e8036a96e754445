import { formatCount } from '@/lib/base/units';

/** A page with the text of more spans becomes slow: it is some 3 MB. */
export const MAX_SHOWN_SPANS = 2000;
/** Spans may be of any size. In UTF-16 code units. */
export const MAX_SHOWN_LENGTH = 5_000_000;

/** Why a trace is not shown as JSON; null when it is. */
export function whyNotShown(spanCount: number, length: number): string | null {
  if (spanCount > MAX_SHOWN_SPANS) {
    return `It has ${formatCount(spanCount)} spans, and the text of more than ${formatCount(MAX_SHOWN_SPANS)} makes a page slow. The file has all of them.`;
  }
  if (length > MAX_SHOWN_LENGTH) {
    return `It is ${formatCount(length)} characters long, and a text of more than ${formatCount(MAX_SHOWN_LENGTH)} makes a page slow. The file has all of it.`;
  }
  return null;
}
