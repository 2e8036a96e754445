import protobuf from 'protobufjs';
import { messageType, type PlainMessage, type PlainValue } from './request-codec';

/** Belong to the profiles signal; a receiver of traces treats them as absent. */
const PROFILES_ONLY = new Set(['stringValueStrindex', 'keyStrindex']);
/** How many lists may lie inside each other: AnyValue contains itself. */
const MAX_NESTING = 2;
const ID_BYTES: Readonly<Record<string, number>> = { traceId: 16, spanId: 8, parentSpanId: 8 };
/** 2026-01-01T00:00:00Z */
const EPOCH = 1_767_225_600_000_000_000n;

/**
 * An ExportTraceServiceRequest in which every field that the descriptor knows is set, each to a value that is not its default
 * and that no other field has (bool and enums apart: they have no values left). A field that is new in the descriptor is
 * in the request by itself, so that a test which stores and reads it back fails until it has a place.
 *
 * Repeated messages occur once, lists of attributes once for each kind of AnyValue, repeated strings twice. Spans end
 * after they start. To be given to `encodeMessage` or `messageToJson`.
 */
export function everyFieldRequest(): PlainMessage {
  return new EveryField().message(messageType('ExportTraceServiceRequest'), 0);
}

class EveryField {
  private count = 0;

  message(type: protobuf.Type, nesting: number): PlainMessage {
    const fields = type.fieldsArray.filter((field) => !PROFILES_ONLY.has(field.name) && !field.partOf);
    const message: PlainMessage = {};
    for (const field of fields) {
      const value = field.repeated ? this.list(field, nesting) : this.value(field, nesting);
      message[field.name] = value;
    }
    return message;
  }

  private list(field: protobuf.Field, nesting: number): PlainValue[] {
    const type = field.resolvedType;
    if (!(type instanceof protobuf.Type)) return [this.value(field, nesting), this.value(field, nesting)];
    if (type.name === 'AnyValue') return this.everyAnyValue(type, nesting);
    if (type.name !== 'KeyValue') return [this.message(type, nesting)];
    return this.everyAnyValue(messageType('AnyValue'), nesting).map((value) => ({
      ...this.message(type, nesting),
      value,
    }));
  }

  /** One for each member of the oneof, and the empty one. */
  private everyAnyValue(type: protobuf.Type, nesting: number): PlainMessage[] {
    const members = type.fieldsArray.filter(
      (field) =>
        !PROFILES_ONLY.has(field.name) && !(field.resolvedType instanceof protobuf.Type && nesting >= MAX_NESTING),
    );
    return [{}, ...members.map((field) => ({ [field.name]: this.value(field, nesting + 1) }))];
  }

  private value(field: protobuf.Field, nesting: number): PlainValue {
    const type = field.resolvedType;
    if (type instanceof protobuf.Type) return this.message(type, nesting);
    if (type instanceof protobuf.Enum) return Math.max(...Object.values(type.values));
    const n = ++this.count;
    switch (field.type) {
      case 'string':
        return `${field.name} ${n} é`;
      case 'bool':
        return true;
      case 'double':
        return n + 0.5;
      case 'bytes':
        return Uint8Array.from({ length: ID_BYTES[field.name] ?? 5 }, (_, i) => [n >> 8, n][i] ?? 0xa0 + i);
      case 'int64':
        // Beyond 2^53, where a double would round.
        return -(2n ** 60n) - BigInt(n);
      case 'fixed64':
        return EPOCH + BigInt(n) * 1_001n;
      case 'uint32':
      case 'fixed32':
        return 0x1_0000 + n;
      default:
        throw new Error(`everyFieldRequest() has no value for the type ${field.type} of ${field.fullName}`);
    }
  }
}
