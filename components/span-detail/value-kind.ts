import type { AttributeDetail } from '@/lib/api/contract';
import { ExactNumber } from '@/lib/otlp/exact-json';

/** How a value is shown. */
export type ShownValue =
  | { readonly show: 'text' | 'number' | 'boolean' | 'bytes' | 'nothing' }
  | { readonly show: 'url'; readonly href: string }
  | { readonly show: 'json'; readonly json: object };

/** The word for a value's type beside it; '' for a string that nobody takes for anything else. */
export function typeWord({ text, type }: AttributeDetail): string {
  if (type.startsWith('{')) return type.startsWith('{"arrayValue"') ? 'array' : 'map';
  if (type === 'bytes') return 'bytes, in base64';
  // Said in the value's place.
  if (type === 'empty') return '';
  if (type !== '') return type;
  if (asJson(text) !== null) return 'string of JSON';
  return LOOKS_TYPED.test(text) ? 'string' : '';
}

/** What a number or a boolean would look like, too. */
const LOOKS_TYPED = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|true|false|null)$/i;

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
    const parsed: unknown = JSON.parse(text, asWritten);
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    // Text that only begins like JSON.
    return null;
  }
}

/** Keeps a number as it was written where a double would show another: large ids, `1.10`. */
function asWritten(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && source !== String(value)
    ? new ExactNumber(source)
    : value;
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
