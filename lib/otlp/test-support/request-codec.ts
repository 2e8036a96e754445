import protobuf from 'protobufjs';
import { OTLP_PROTO } from './otlp-proto';

/**
 * A message as protobufjs takes it with `create`: members in lowerCamelCase, bytes as Uint8Array, 64-bit integers as
 * bigint, enums as numbers. Missing members have their default value.
 */
export interface PlainMessage {
  [member: string]: PlainValue;
}
export type PlainValue = string | number | bigint | boolean | Uint8Array | PlainMessage | PlainValue[];

const root = protobuf.parse(OTLP_PROTO).root.resolveAll();
const LONG_TYPES = new Set(['int64', 'fixed64']);
/** The fields that OTLP's JSON writes in hex; proto3's JSON and all other bytes are base64. */
const HEX_FIELDS = new Set(['traceId', 'spanId', 'parentSpanId']);

/** The descriptor of a message of {@link OTLP_PROTO}. */
export function messageType(name: string): protobuf.Type {
  return root.lookupType(name);
}

/** A message in protobuf, by protobufjs: the second implementation that ours is held against. */
export function encodeMessage(name: string, message: PlainMessage): Uint8Array {
  const type = messageType(name);
  return type.encode(type.fromObject(forProtobufjs(message) as Record<string, unknown>)).finish();
}

/** What protobufjs reads from protobuf. @throws Error for bytes that it takes for malformed, or text that is not UTF-8 */
export function decodeMessage(name: string, bytes: Uint8Array): PlainMessage {
  const type = messageType(name);
  return type.toObject(type.decode(bytes), { longs: BigInt });
}

/** A message in OTLP's JSON, made by walking the descriptor. */
export function messageToJson(name: string, message: PlainMessage): Record<string, unknown> {
  const type = messageType(name);
  const json: [string, unknown][] = [];
  for (const field of type.fieldsArray) {
    const value = message[field.name];
    if (value === undefined) continue;
    json.push([
      field.name,
      Array.isArray(value) ? value.map((each) => fieldToJson(field, each)) : fieldToJson(field, value),
    ]);
  }
  return Object.fromEntries(json);
}

function fieldToJson(field: protobuf.Field, value: PlainValue): unknown {
  if (field.resolvedType instanceof protobuf.Type) return messageToJson(field.resolvedType.name, value as PlainMessage);
  if (LONG_TYPES.has(field.type)) return (value as bigint).toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString(HEX_FIELDS.has(field.name) ? 'hex' : 'base64');
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  return value;
}

/** protobufjs takes 64-bit integers as decimal strings. */
function forProtobufjs(value: PlainValue): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(forProtobufjs);
  if (typeof value !== 'object' || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, forProtobufjs(each)]));
}
