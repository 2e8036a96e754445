import type { Attribute, ValueType } from './model';

/**
 * OTLP's AnyValue in OTLP JSON, in the one spelling that Fillpath writes: integers as strings, doubles as numbers unless
 * JSON has no number for them, at most one member. No member: the empty value.
 */
export interface AnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string;
  doubleValue?: number | string;
  arrayValue?: { values: AnyValue[] };
  kvlistValue?: { values: KeyValue[] };
  bytesValue?: string;
}

export interface KeyValue {
  key: string;
  value: AnyValue;
}

/** How many AnyValues may lie inside each other, the attribute's own included. Bounds every recursion over values. */
export const MAX_VALUE_DEPTH = 16;

/** A double as text: JSON's number, or "NaN", "Infinity", "-Infinity", "-0". `Number(text)` gives it back exactly. */
export function doubleText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A double as a member of OTLP JSON: a number, or its {@link doubleText} where `JSON.stringify` would lose it. */
export function doubleToJson(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : doubleText(value);
}

/** How a value is stored: see {@link Attribute}. Recursion is bounded by {@link MAX_VALUE_DEPTH}. */
export function textOfAnyValue(value: AnyValue): { text: string; type: ValueType } {
  if (value.stringValue !== undefined) return { text: value.stringValue, type: '' };
  if (value.intValue !== undefined) return { text: value.intValue, type: 'int' };
  if (value.doubleValue !== undefined) return { text: doubleText(Number(value.doubleValue)), type: 'double' };
  if (value.boolValue !== undefined) return { text: String(value.boolValue), type: 'bool' };
  if (value.bytesValue !== undefined) return { text: value.bytesValue, type: 'bytes' };
  if (value.arrayValue === undefined && value.kvlistValue === undefined) return { text: '', type: 'empty' };
  return { text: plainJson(value), type: JSON.stringify(value) as `{${string}` };
}

/** The AnyValue that an attribute was. The inverse of {@link textOfAnyValue}. */
export function anyValueOfAttribute({ text, type }: Pick<Attribute, 'text' | 'type'>): AnyValue {
  switch (type) {
    case '':
      return { stringValue: text };
    case 'int':
      return { intValue: text };
    case 'double':
      return { doubleValue: doubleToJson(Number(text)) };
    case 'bool':
      return { boolValue: text === 'true' };
    case 'bytes':
      return { bytesValue: text };
    case 'empty':
      return {};
    default:
      return JSON.parse(type) as AnyValue;
  }
}

/** A value as people read it: `["a",1,{"k":true}]`. A key that a list holds twice is shown twice. */
function plainJson(value: AnyValue): string {
  if (value.arrayValue) return `[${value.arrayValue.values.map(plainJson).join(',')}]`;
  if (value.kvlistValue) {
    const members = value.kvlistValue.values.map((entry) => `${JSON.stringify(entry.key)}:${plainJson(entry.value)}`);
    return `{${members.join(',')}}`;
  }
  if (value.intValue !== undefined) return value.intValue;
  return JSON.stringify(value.stringValue ?? value.boolValue ?? value.doubleValue ?? value.bytesValue ?? null);
}
