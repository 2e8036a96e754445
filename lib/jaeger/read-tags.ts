import { doubleText } from '@/lib/otlp/any-value';
import type { Attribute } from '@/lib/otlp/model';

const WHOLE = /^-?\d{1,19}$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/**
 * Tags as attributes, with the types that they name; without a name, that of the JSON. A value that is not of its type
 * stays as text, so nothing is lost. What is no list has no tags; entries without a key are called ''.
 */
export function attributesOfTags(tags: unknown): Attribute[] {
  return listOf(tags)
    .filter(isObject)
    .map((tag) => ({ key: textOf(tag['key']), ...valueOf(tag['type'], tag['value']) }));
}

function valueOf(type: unknown, value: unknown): Pick<Attribute, 'text' | 'type'> {
  const text = textOf(value);
  switch (type) {
    case 'bool':
      return { text, type: text === 'true' || text === 'false' ? 'bool' : '' };
    case 'int64':
      return { text, type: isInt64(text) ? 'int' : '' };
    case 'float64':
      return NUMBER.test(text) ? { text: doubleText(Number(text)), type: 'double' } : { text, type: '' };
    case 'binary':
      return { text, type: BASE64.test(text) && text.length % 4 === 0 ? 'bytes' : '' };
    case undefined:
      if (typeof value === 'boolean') return { text, type: 'bool' };
      if (typeof value === 'number') return { text, type: isInt64(text) ? 'int' : 'double' };
      return { text, type: '' };
    default:
      return { text, type: '' };
  }
}

function isInt64(text: string): boolean {
  return WHOLE.test(text) && BigInt(text) >= MIN_INT64 && BigInt(text) <= MAX_INT64;
}

/** JSON as it is read: a text as it is, everything else as its JSON; what is missing as ''. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return doubleText(value);
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
