import type { Attribute } from '@/lib/otlp/model';
import type { JaegerTag } from './model';

/** Attributes as tags: arrays and lists as JSON text, bytes as base64, an empty value as an empty text. */
export function tagsOf(attributes: readonly Attribute[]): JaegerTag[] {
  return attributes.map(tagOf);
}

function tagOf({ key, text, type }: Attribute): JaegerTag {
  switch (type) {
    case 'int':
      return intTag(key, BigInt(text));
    case 'double': {
      const value = Number(text);
      // JSON has no infinities and no NaN.
      return Number.isFinite(value) ? { key, type: 'float64', value } : textTag(key, text);
    }
    case 'bool':
      return { key, type: 'bool', value: text === 'true' };
    case 'bytes':
      return { key, type: 'binary', value: text };
    default:
      return textTag(key, text);
  }
}

export function textTag(key: string, value: string): JaegerTag {
  return { key, type: 'string', value };
}

/** A whole number of 64 bits; as text beyond what a double holds exactly, as Jaeger does. */
export function intTag(key: string, value: bigint): JaegerTag {
  const number = Number(value);
  return { key, type: 'int64', value: Number.isSafeInteger(number) ? number : String(value) };
}
