import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decodeProtobuf } from './decode-protobuf';
import { InvalidOtlp } from './invalid-otlp';
import type { Span } from './model';

/** A field of wire type 2 around bytes of at most 127, written by hand: tag, length, content. */
function field(number: number, ...parts: readonly (readonly number[])[]): number[] {
  const content = parts.flat();
  if (content.length > 127) throw new Error('field() writes one length byte only');
  return [(number << 3) | 2, content.length, ...content];
}
const utf8 = (text: string): number[] => [...Buffer.from(text)];
const attribute = (key: string, ...value: number[]): number[] => field(9, field(1, utf8(key)), field(2, value));
/** A request with one span of these bytes. */
const request = (...span: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from(field(1, field(2, field(2, ...span))));
const decodeOne = (...span: readonly (readonly number[])[]): Span => decodeProtobuf(request(...span))[0] as Span;
const valueOf = (...value: number[]) => {
  const { text, type } = decodeOne(attribute('k', ...value)).attributes[0] as { text: string; type: string };
  return { text, type };
};

describe('decodeProtobuf', () => {
  it('finds no spans in an empty request', () => {
    expect(decodeProtobuf(new Uint8Array())).toEqual([]);
  });

  it('gives every field of a span from its bytes', () => {
    const span = decodeOne(
      field(1, [0x0a, 0xf7, 0x65, 0x19, 0x16, 0xcd, 0x43, 0xdd, 0x84, 0x48, 0xeb, 0x21, 0x1c, 0x80, 0x31, 0x9c]),
      field(2, [0xb7, 0xad, 0x6b, 0x71, 0x69, 0x20, 0x33, 0x31]),
      field(3, utf8('v=1')),
      field(5, utf8('buy')),
      [0x30, 2],
      // 1 700 000 000 000 000 001 ns is 0x17979cfe362a0001, least significant byte first.
      [0x39, 0x01, 0x00, 0x2a, 0x36, 0xfe, 0x9c, 0x97, 0x17],
      [0x41, 0x02, 0x00, 0x2a, 0x36, 0xfe, 0x9c, 0x97, 0x17],
      [0x50, 0x80, 0x01],
      field(15, field(2, utf8('no')), [0x18, 2]),
      [0x85, 0x01, 0x01, 0x03, 0x00, 0x00],
    );
    expect(span).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      parentSpanId: '',
      traceState: 'v=1',
      name: 'buy',
      kind: 2,
      startTimeUnixNano: 1_700_000_000_000_000_001n,
      endTimeUnixNano: 1_700_000_000_000_000_002n,
      droppedAttributesCount: 128,
      statusCode: 2,
      statusMessage: 'no',
      flags: 0x301,
      alteredValuesCount: 0,
    });
  });

  it('shares resource and scope among the spans of a group, also when they come after the spans', () => {
    const scopeSpans = field(2, field(2), field(2), field(1, field(1, utf8('lib'))), field(3, utf8('s')));
    const resource = field(1, field(1, field(1, utf8('service.name')), field(2, field(1, utf8('risk')))));
    const [first, second] = decodeProtobuf(Uint8Array.from(field(1, scopeSpans, resource, field(3, utf8('r')))));
    expect(first?.resource).toBe(second?.resource);
    expect(first?.scope).toBe(second?.scope);
    expect(first?.resource.attributes).toEqual([{ key: 'service.name', text: 'risk', type: '' }]);
    expect(first?.resource.schemaUrl).toBe('r');
    expect(first?.scope).toMatchObject({ name: 'lib', schemaUrl: 's' });
  });

  it('takes a parent of zeros for none', () => {
    expect(decodeOne(field(4, [0, 0, 0, 0, 0, 0, 0, 0])).parentSpanId).toBe('');
    expect(decodeOne(field(4, [0, 0, 0, 0, 0, 0, 0, 1])).parentSpanId).toBe('0000000000000001');
  });

  it('keeps ids of a wrong length for the checks that follow', () => {
    expect(decodeOne(field(1, [0xab]), field(2, [1, 2, 3]))).toMatchObject({ traceId: 'ab', spanId: '010203' });
  });

  it('keeps the last of several attributes with one key and counts the others as dropped', () => {
    const span = decodeOne(attribute('k', 0x18, 1), attribute('other', 0x18, 2), attribute('k', 0x18, 3), [0x50, 4]);
    expect(span.attributes).toEqual([
      { key: 'k', text: '3', type: 'int' },
      { key: 'other', text: '2', type: 'int' },
    ]);
    expect(span.droppedAttributesCount).toBe(5);
  });

  it('finds a repeated key among ten thousand attributes', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => `k${i % 9_999}`);
    const spanBytes = Buffer.concat(keys.map((key) => Buffer.from(attribute(key, 0x18, 1))));
    const [span] = decodeProtobuf(wrapped(1, wrapped(2, wrapped(2, spanBytes))));
    expect(span?.attributes).toHaveLength(9_999);
    expect(span?.droppedAttributesCount).toBe(1);
  });

  it('passes over fields that it does not know, of every wire type', () => {
    const unknown = [
      0xa0, 0x06, 0xff, 0x01, 0xa1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8, 0xa2, 0x06, 2, 9, 9, 0xa5, 0x06, 1, 2, 3, 4,
    ];
    expect(decodeOne(unknown, field(5, utf8('after'))).name).toBe('after');
  });

  it('merges a message that comes twice', () => {
    const status = [...field(15, field(2, utf8('no')), [0x18, 1]), ...field(15, [0x18, 2])];
    expect(decodeOne(status)).toMatchObject({ statusMessage: 'no', statusCode: 2 });
  });
});

describe('an attribute value', () => {
  it('keeps its type', () => {
    expect(valueOf(...field(1, utf8('a')))).toEqual({ text: 'a', type: '' });
    expect(valueOf(0x10, 1)).toEqual({ text: 'true', type: 'bool' });
    expect(valueOf(0x10, 0)).toEqual({ text: 'false', type: 'bool' });
    expect(valueOf(0x18, 0x96, 0x01)).toEqual({ text: '150', type: 'int' });
    expect(valueOf(0x21, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f)).toEqual({ text: '1.5', type: 'double' });
    expect(valueOf(...field(7, [0xfb, 0xff]))).toEqual({ text: '+/8=', type: 'bytes' });
    expect(valueOf()).toEqual({ text: '', type: 'empty' });
  });

  it('keeps 64-bit integers exactly', () => {
    expect(valueOf(0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f).text).toBe('9223372036854775807');
    expect(valueOf(0x18, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01).text).toBe('-9223372036854775808');
    expect(valueOf(0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01).text).toBe('-1');
    expect(valueOf(0x18, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10).text).toBe('9007199254740993');
  });

  it('keeps doubles that JSON has no number for', () => {
    expect(valueOf(0x21, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f).text).toBe('NaN');
    expect(valueOf(0x21, 0, 0, 0, 0, 0, 0, 0xf0, 0xff).text).toBe('-Infinity');
    expect(valueOf(0x21, 0, 0, 0, 0, 0, 0, 0, 0x80).text).toBe('-0');
  });

  it('shows an array as JSON and keeps what it was in the type', () => {
    const array = field(5, field(1, field(1, utf8('a"'))), field(1, [0x18, 7]), field(1));
    expect(valueOf(...array)).toEqual({
      text: '["a\\"",7,null]',
      type: '{"arrayValue":{"values":[{"stringValue":"a\\""},{"intValue":"7"},{}]}}',
    });
  });

  it('shows a list of keys and values as JSON, a key named __proto__ too', () => {
    const list = field(6, field(1, field(1, utf8('__proto__')), field(2, [0x10, 1])), field(1, field(1, utf8('b'))));
    expect(valueOf(...list)).toEqual({
      text: '{"__proto__":true,"b":null}',
      type: '{"kvlistValue":{"values":[{"key":"__proto__","value":{"boolValue":true}},{"key":"b","value":{}}]}}',
    });
  });

  it('is the last member that is set when there are several', () => {
    expect(valueOf(...field(1, utf8('a')), 0x18, 7)).toEqual({ text: '7', type: 'int' });
  });

  it('is empty and counts as altered when it points into the string table of a profile', () => {
    const span = decodeOne(attribute('k', 0x40, 7));
    expect(span.attributes).toEqual([{ key: 'k', text: '', type: 'empty' }]);
    expect(span.alteredValuesCount).toBe(1);
  });

  it('that is not UTF-8 shows U+FFFD and counts as altered', () => {
    const span = decodeOne(attribute('k', ...field(1, [0x61, 0xff, 0x62])), field(5, utf8('\ufffd is valid')));
    expect(span.attributes[0]?.text).toBe('a\ufffdb');
    expect(span.alteredValuesCount).toBe(1);
  });

  it('of a resource or scope counts as altered on each span', () => {
    const bad = field(3, [0xff]);
    const spans = decodeProtobuf(Uint8Array.from(field(1, bad, field(2, bad, field(2), field(2)), field(2, field(2)))));
    expect(spans.map((span) => span.alteredValuesCount)).toEqual([2, 2, 1]);
  });

  it('may be nested 16 deep, not 17', () => {
    const nested = (depth: number): number[] => {
      let value: number[] = [0x18, 1];
      for (let i = 1; i < depth; i++) value = field(5, field(1, value));
      return attribute('k', ...value);
    };
    expect(decodeOne(nested(16)).attributes[0]?.text).toBe(`${'['.repeat(15)}1${']'.repeat(15)}`);
    expect(() => decodeOne(nested(17))).toThrow('nested more than 16 levels deep');
  });
});

describe('bytes that are not a request', () => {
  it.each([
    ['cut in a tag', [0x80]],
    ['cut in a length', [0x0a, 0x80]],
    ['shorter than a length says', [0x0a, 5, 0]],
    ['of a length beyond 64 MiB', [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['of a length beyond 32 bits', [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['with a field that ends after its message', [0x0a, 2, 0x12, 2, 0, 0]],
    ['with field number 0', [0x02, 0]],
    ['with a group', [0x1b, 0x1c]],
    ['with wire type 7', [0x1f]],
    ['with a known field of another wire type', [0x08, 1]],
    ['with a number of 11 bytes', [0x10, ...Array<number>(10).fill(0x80), 1]],
    ['with a number of 65 bits', [0x10, ...Array<number>(9).fill(0x80), 2]],
    ['cut in a fixed number', [0x11, 1, 2, 3]],
    ['of JSON', utf8('{"resourceSpans":[]}')],
    ['of text', utf8('hello')],
  ])('are refused: %s', (_what, bytes) => {
    expect(() => decodeProtobuf(Uint8Array.from(bytes))).toThrow(InvalidOtlp);
  });

  it('are refused with the place and a way out', () => {
    expect(() => decodeProtobuf(Uint8Array.from([0x0a, 5, 0]))).toThrow(
      'The protobuf body ends in the middle of a field (at byte 2 of 3). Send an ExportTraceServiceRequest, or name the right content type.',
    );
  });

  it('are refused when two bytes each ask for more spans than memory holds', () => {
    const spans = Buffer.alloc(2 * 1_000_001);
    for (let i = 0; i < spans.length; i += 2) spans[i] = 0x12;
    expect(() => decodeProtobuf(wrapped(1, wrapped(2, spans)))).toThrow('Send it in smaller batches.');
  });
});

/** A field of wire type 2 around bytes of any length. */
function wrapped(number: number, content: Uint8Array): Buffer {
  const length = [0, 7, 14, 21].map((shift) => ((content.length >>> shift) & 0x7f) | (shift < 21 ? 0x80 : 0));
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), content]);
}
