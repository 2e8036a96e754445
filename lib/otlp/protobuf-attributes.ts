import {
  type AnyValue,
  anyValueOfAttribute,
  doubleText,
  doubleToJson,
  type KeyValue,
  MAX_VALUE_DEPTH,
  textOfAnyValue,
} from './any-value';
import { COST } from './decode-budget';
import { InvalidOtlp } from './invalid-otlp';
import type { Attribute, ValueType } from './model';
import type { ProtobufReader } from './protobuf-reader';

/**
 * Reads a KeyValue. Where a field comes twice protobuf's rules hold: the last key wins, values merge (the last member that
 * is set wins; a list that comes twice is one list).
 */
export function readAttribute(reader: ProtobufReader): Attribute {
  reader.spend(COST.value);
  const end = reader.messageEnd();
  const attribute = { key: '', text: '', type: 'empty' as ValueType };
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === 0x0a) attribute.key = reader.text();
    else if (tag === 0x12) {
      const valueEnd = reader.messageEnd();
      if (attribute.type === 'empty' && readScalar(reader, valueEnd, attribute)) continue;
      const value = anyValueOfAttribute(attribute);
      readAnyValue(reader, valueEnd, value, 1);
      Object.assign(attribute, textOfAnyValue(value));
    } else skipKeyIndex(reader, tag);
  }
  reader.finish(end);
  return attribute;
}

/**
 * The short way for a value that is one scalar, as nearly all are.
 * @returns false, with nothing read, for any other
 */
function readScalar(reader: ProtobufReader, end: number, into: { text: string; type: ValueType }): boolean {
  const { position, altered } = reader;
  if (position === end) return true;
  switch (reader.tag()) {
    case 0x0a:
      into.text = reader.text();
      into.type = '';
      break;
    case 0x10:
      into.text = reader.bool() ? 'true' : 'false';
      into.type = 'bool';
      break;
    case 0x18:
      into.text = reader.int64Text();
      into.type = 'int';
      break;
    case 0x21:
      into.text = doubleText(reader.double());
      into.type = 'double';
      break;
  }
  if (reader.position === end) return true;
  into.text = '';
  into.type = 'empty';
  reader.position = position;
  reader.altered = altered;
  return false;
}

/** Reads the fields of an AnyValue up to `end` over what `value` holds already. */
function readAnyValue(reader: ProtobufReader, end: number, value: AnyValue, depth: number): void {
  if (depth > MAX_VALUE_DEPTH) {
    throw new InvalidOtlp(
      `An attribute value is nested more than ${MAX_VALUE_DEPTH} levels deep. Flatten it, or send it as a string.`,
    );
  }
  while (reader.position < end) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        become(value, 'stringValue').stringValue = reader.text();
        break;
      case 0x10:
        become(value, 'boolValue').boolValue = reader.bool();
        break;
      case 0x18:
        become(value, 'intValue').intValue = reader.int64Text();
        break;
      case 0x21:
        become(value, 'doubleValue').doubleValue = doubleToJson(reader.double());
        break;
      case 0x2a: {
        const list = (become(value, 'arrayValue').arrayValue ??= { values: [] });
        readArray(reader, list.values, depth);
        break;
      }
      case 0x32: {
        const list = (become(value, 'kvlistValue').kvlistValue ??= { values: [] });
        readKeyValueList(reader, list.values, depth);
        break;
      }
      case 0x3a:
        become(value, 'bytesValue').bytesValue = reader.base64();
        break;
      case 0x40:
        // string_value_strindex belongs to profiles: OTLP says to report it and to treat it as absent.
        reader.uint32();
        reader.altered++;
        break;
      default:
        reader.skipUnknown(tag, 8);
    }
  }
  reader.finish(end);
}

function readArray(reader: ProtobufReader, values: AnyValue[], depth: number): void {
  const end = reader.messageEnd();
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag !== 0x0a) {
      reader.skipUnknown(tag, 1);
      continue;
    }
    reader.spend(COST.value);
    const value: AnyValue = {};
    readAnyValue(reader, reader.messageEnd(), value, depth + 1);
    values.push(value);
  }
  reader.finish(end);
}

function readKeyValueList(reader: ProtobufReader, values: KeyValue[], depth: number): void {
  const end = reader.messageEnd();
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === 0x0a) values.push(readKeyValue(reader, depth));
    else reader.skipUnknown(tag, 1);
  }
  reader.finish(end);
}

function readKeyValue(reader: ProtobufReader, depth: number): KeyValue {
  reader.spend(COST.value);
  const end = reader.messageEnd();
  const entry: KeyValue = { key: '', value: {} };
  while (reader.position < end) {
    const tag = reader.tag();
    if (tag === 0x0a) entry.key = reader.text();
    else if (tag === 0x12) readAnyValue(reader, reader.messageEnd(), entry.value, depth + 1);
    else skipKeyIndex(reader, tag);
  }
  reader.finish(end);
  return entry;
}

/** Passes over a field of KeyValue; key_strindex is for profiles, like string_value_strindex. */
function skipKeyIndex(reader: ProtobufReader, tag: number): void {
  if (tag === 0x18) {
    reader.uint32();
    reader.altered++;
  } else reader.skipUnknown(tag, 3);
}

/** Leaves no member of the value but `member`: they are a oneof. */
function become(value: AnyValue, member: keyof AnyValue): AnyValue {
  for (const other of Object.keys(value) as (keyof AnyValue)[]) if (other !== member) delete value[other];
  return value;
}
