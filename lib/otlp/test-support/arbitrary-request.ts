import fc from 'fast-check';
import protobuf from 'protobufjs';
import { messageType, type PlainMessage, type PlainValue } from './request-codec';

const MAX_UINT32 = 0xffff_ffff;
/** How many AnyValues may lie inside each other in what is made up. The decoders allow more. */
const MAX_NESTING = 4;

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('order.id', '__proto__', 'constructor', '', '\u0000', 'a'.repeat(50), 'héllo wörld'),
);
const id = fc.oneof(
  fc.constantFrom(new Uint8Array(8), new Uint8Array(16), new Uint8Array(0)),
  fc.uint8Array({ minLength: 8, maxLength: 8 }),
  fc.uint8Array({ minLength: 16, maxLength: 16 }),
  fc.uint8Array({ maxLength: 20 }),
);

const SCALARS: Readonly<Record<string, fc.Arbitrary<PlainValue>>> = {
  string: text,
  bool: fc.boolean(),
  double: fc.double(),
  int32: fc.integer(),
  uint32: fc.nat(MAX_UINT32),
  fixed32: fc.nat(MAX_UINT32),
  int64: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.integer().map(BigInt)),
  fixed64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
};

/** Export requests of every shape that the descriptor allows: any field may be missing, any value may be odd. */
export const arbitraryRequest: fc.Arbitrary<PlainMessage> = arbitraryMessage(
  messageType('ExportTraceServiceRequest'),
  0,
);

function arbitraryMessage(type: protobuf.Type, nesting: number): fc.Arbitrary<PlainMessage> {
  if (type.name === 'AnyValue') return arbitraryAnyValue(type, nesting);
  const members = type.fieldsArray.map((field) => {
    const value = arbitraryField(field, nesting);
    return [field.name, field.repeated ? fc.array(value, { maxLength: 3 }) : value] as const;
  });
  return fc.record(Object.fromEntries(members), { requiredKeys: [] }) as fc.Arbitrary<PlainMessage>;
}

function arbitraryAnyValue(type: protobuf.Type, nesting: number): fc.Arbitrary<PlainMessage> {
  const members = type.fieldsArray
    .filter((field) => nesting < MAX_NESTING || !(field.resolvedType instanceof protobuf.Type))
    .map((field) => fc.record({ [field.name]: arbitraryField(field, nesting + 1) }));
  return fc.oneof(fc.constant({}), ...members);
}

function arbitraryField(field: protobuf.Field, nesting: number): fc.Arbitrary<PlainValue> {
  const type = field.resolvedType;
  if (type instanceof protobuf.Type) return arbitraryMessage(type, nesting);
  if (type instanceof protobuf.Enum) return fc.oneof(fc.nat(6), fc.integer());
  if (field.type === 'bytes') return field.name.endsWith('Id') ? id : fc.uint8Array({ maxLength: 9 });
  const scalar = SCALARS[field.type];
  if (!scalar) throw new Error(`arbitraryRequest has no values for the type ${field.type} of ${field.fullName}`);
  return scalar;
}
