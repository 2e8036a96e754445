import { Buffer } from 'node:buffer';
import { type AnyValue, doubleToJson, type KeyValue, MAX_VALUE_DEPTH, textOfAnyValue } from './any-value';
import { COST } from './decode-budget';
import { ExactNumber } from './exact-json';
import { JsonFault, type JsonFields, type JsonObject, wholeNumber } from './json-fields';
import type { Attribute } from './model';

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Also without padding and with the characters for URLs, as proto3's JSON says. */
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Reads a list of KeyValue. Keys are data here, never members: `__proto__` is a key like any other. */
export function readAttributes(fields: JsonFields, parent: JsonObject): Attribute[] {
  const attributes: Attribute[] = [];
  fields.each(parent, 'attributes', (entry) => {
    const { key, value } = readKeyValue(fields, entry, 1);
    attributes.push({ key, ...textOfAnyValue(value) });
  });
  return attributes;
}

function readKeyValue(fields: JsonFields, entry: JsonObject, depth: number): KeyValue {
  fields.spend(COST.value);
  const key = fields.text(entry, 'key');
  if ((entry['keyStrindex'] ?? 0) !== 0) fields.altered++;
  return { key, value: readAnyValue(fields, fields.object(entry, 'value'), depth) };
}

/** An AnyValue in Fillpath's spelling. When several members are set the last one wins, as in protobuf. */
function readAnyValue(fields: JsonFields, json: JsonObject, depth: number): AnyValue {
  if (depth > MAX_VALUE_DEPTH) {
    throw new JsonFault(
      'value',
      `is nested more than ${MAX_VALUE_DEPTH} levels deep: flatten it, or send it as a string`,
    );
  }
  let value: AnyValue = {};
  for (const member of Object.keys(json)) {
    const raw = json[member];
    if (raw !== null && raw !== undefined) value = readMember(fields, json, member, depth) ?? value;
  }
  return value;
}

function readMember(fields: JsonFields, json: JsonObject, member: string, depth: number): AnyValue | null {
  const raw = json[member];
  switch (member) {
    case 'stringValue':
      return { stringValue: fields.text(json, member) };
    case 'boolValue':
      if (typeof raw !== 'boolean') throw new JsonFault(member, 'must be true or false');
      return { boolValue: raw };
    case 'intValue':
      return readInteger(fields, raw);
    case 'doubleValue':
      return { doubleValue: readDouble(raw) };
    case 'bytesValue':
      return { bytesValue: readBytes(raw) };
    case 'arrayValue': {
      const values: AnyValue[] = [];
      fields.each(fields.object(json, member), 'values', (element) => {
        fields.spend(COST.value);
        values.push(readAnyValue(fields, element, depth + 1));
      });
      return { arrayValue: { values } };
    }
    case 'kvlistValue': {
      const values: KeyValue[] = [];
      fields.each(fields.object(json, member), 'values', (entry) => {
        values.push(readKeyValue(fields, entry, depth + 1));
      });
      return { kvlistValue: { values } };
    }
    case 'stringValueStrindex':
      // Belongs to profiles: OTLP says to report it and to treat it as absent.
      fields.altered++;
      return null;
    default:
      return null;
  }
}

/**
 * An integer outside int64 that was sent as a number is a double: that is what it was in the JavaScript SDK, which writes
 * every whole number as intValue in JSON, and as a double in protobuf. It counts as altered when a double cannot hold it.
 */
function readInteger(fields: JsonFields, raw: unknown): AnyValue {
  if (Number.isSafeInteger(raw)) return { intValue: String(raw) };
  const integer = wholeNumber(raw);
  if (integer !== null && integer >= MIN_INT64 && integer <= MAX_INT64) return { intValue: String(integer) };
  if (integer === null || typeof raw === 'string') {
    throw new JsonFault('intValue', 'must be a whole number of 64 bits, as a number or a string');
  }
  const double = Number(integer);
  if (BigInt(double) !== integer) fields.altered++;
  return { doubleValue: double };
}

function readDouble(raw: unknown): number | string {
  if (raw === 'NaN' || raw === 'Infinity' || raw === '-Infinity') return raw;
  const source = raw instanceof ExactNumber ? raw.source : raw;
  const isNumber = typeof source === 'number' || (typeof source === 'string' && NUMBER.test(source));
  const value = Number(source);
  if (!isNumber || !Number.isFinite(value)) {
    throw new JsonFault('doubleValue', 'must be a number, "NaN", "Infinity" or "-Infinity"');
  }
  return doubleToJson(value);
}

function readBytes(raw: unknown): string {
  if (typeof raw !== 'string' || !BASE64.test(raw) || raw.replace(/=+$/, '').length % 4 === 1) {
    throw new JsonFault('bytesValue', 'must be base64');
  }
  return Buffer.from(raw, 'base64').toString('base64');
}
