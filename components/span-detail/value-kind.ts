import type { AttributeDetail } from '@/lib/api/contract';

/** How a value is shown. */
export type ShownValue =
  | { readonly show: 'text' | 'number' | 'boolean' | 'bytes' | 'nothing' }
  | { readonly show: 'url'; readonly href: string }
  | { readonly show: 'json'; readonly json: object };

/** The word for a value's type beside it; '' for a string, which needs none. */
export function typeWord(type: string): string {
  if (type.startsWith('{')) return 'structured';
  return type;
}

/**
 * How to show an attribute: as what it was sent as; a string that is JSON (an object or an array) as such, and one that is
 * an http or https URL as a link. No other scheme becomes a link: a value may come from anyone.
 */
export function shownValue({ text, type }: AttributeDetail): ShownValue {
  switch (type) {
    case 'int':
    case 'double':
      return { show: 'number' };
    case 'bool':
      return { show: 'boolean' };
    case 'bytes':
      return { show: 'bytes' };
    case 'empty':
      return { show: 'nothing' };
  }
  const json = asJson(text);
  if (json !== null) return { show: 'json', json };
  const href = asHttpUrl(text);
  return href === null ? { show: 'text' } : { show: 'url', href };
}

function asJson(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    // Text that only begins like JSON.
    return null;
  }
}

function asHttpUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return null;
  return URL.canParse(text) ? new URL(text).href : null;
}

/** Whether an attribute is meant by what was typed into the filter: part of its key or value, whatever the case. */
export function matchesFilter({ key, text }: AttributeDetail, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' || key.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted);
}
