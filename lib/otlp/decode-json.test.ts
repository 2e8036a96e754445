import { describe, expect, it } from 'vitest';
import { decodeJson } from './decode-json';
import { InvalidOtlp } from './invalid-otlp';
import type { Span } from './model';

/** The text of a request with one span, whose members are given as JSON text so that numbers stay as written. */
const request = (span: string): string => `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`;
const decodeOne = (span: string): Span => decodeJson(request(span))[0] as Span;
const attributesOf = (attributes: string) => decodeOne(`{"attributes":[${attributes}]}`).attributes;
const valueOf = (value: string) => {
  const { text, type } = attributesOf(`{"key":"k","value":${value}}`)[0] as { text: string; type: string };
  return { text, type };
};

describe('decodeJson', () => {
  it('finds no spans in an empty request', () => {
    expect(decodeJson('{}')).toEqual([]);
    expect(decodeJson('{"resourceSpans":null}')).toEqual([]);
  });

  it('gives every field of a span', () => {
    const span = decodeOne(`{
      "traceId":"0AF7651916cd43dd8448eb211c80319c","spanId":"B7AD6B7169203331","parentSpanId":"","traceState":"v=1",
      "flags":769,"name":"buy","kind":2,"startTimeUnixNano":"1700000000000000001","endTimeUnixNano":"1700000000000000002",
      "droppedAttributesCount":128,"status":{"message":"no","code":2}}`);
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
      flags: 769,
    });
  });

  it('takes times as numbers exactly as they are written', () => {
    expect(decodeOne('{"startTimeUnixNano":1700000000000000001}').startTimeUnixNano).toBe(1_700_000_000_000_000_001n);
    expect(decodeOne('{"startTimeUnixNano":1.7e18}').startTimeUnixNano).toBe(1_700_000_000_000_000_000n);
    expect(decodeOne('{"startTimeUnixNano":5}').startTimeUnixNano).toBe(5n);
  });

  it('takes enums as numbers and as names', () => {
    expect(decodeOne('{"kind":"SPAN_KIND_CONSUMER","status":{"code":"STATUS_CODE_ERROR"}}')).toMatchObject({
      kind: 5,
      statusCode: 2,
    });
    expect(decodeOne('{"kind":99}').kind).toBe(99);
  });

  it('ignores keys that it does not know, snake_case among them', () => {
    expect(decodeOne('{"trace_id":"aa","future":{"x":[1]},"name":"n"}')).toMatchObject({ traceId: '', name: 'n' });
  });

  it('takes null for absent', () => {
    expect(decodeOne('{"name":null,"attributes":null,"status":null,"kind":null}')).toMatchObject({ name: '', kind: 0 });
  });

  it('keeps an id that is not hex for the checks that follow', () => {
    expect(decodeOne('{"traceId":"NOT HEX"}').traceId).toBe('not hex');
  });

  it('keeps keys named __proto__ and constructor, and changes no prototype', () => {
    const attributes = attributesOf('{"key":"__proto__","value":{"stringValue":"x"}},{"key":"constructor","value":{}}');
    expect(attributes.map((attribute) => attribute.key)).toEqual(['__proto__', 'constructor']);
    expect(decodeOne('{"__proto__":{"name":"polluted"}}').name).toBe('');
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('replaces lone surrogates and counts them', () => {
    const span = decodeOne(
      '{"name":"a\\ud800","attributes":[{"key":"\\udc00","value":{"stringValue":"\\ud83d\\ude00"}}]}',
    );
    expect(span.name).toBe('a\ufffd');
    expect(span.attributes).toEqual([{ key: '\ufffd', text: '😀', type: '' }]);
    expect(span.alteredValuesCount).toBe(2);
  });

  it('reads the bytes of a body as UTF-8', () => {
    expect(decodeJson(new TextEncoder().encode(request('{"name":"é"}')))[0]?.name).toBe('é');
    expect(() => decodeJson(Uint8Array.from([0x7b, 0x22, 0xff]))).toThrow('not UTF-8');
  });
});

describe('an attribute value', () => {
  it('keeps its type', () => {
    expect(valueOf('{"stringValue":"a"}')).toEqual({ text: 'a', type: '' });
    expect(valueOf('{"boolValue":false}')).toEqual({ text: 'false', type: 'bool' });
    expect(valueOf('{"intValue":"150"}')).toEqual({ text: '150', type: 'int' });
    expect(valueOf('{"intValue":150}')).toEqual({ text: '150', type: 'int' });
    expect(valueOf('{"doubleValue":5}')).toEqual({ text: '5', type: 'double' });
    expect(valueOf('{"doubleValue":"1.5"}')).toEqual({ text: '1.5', type: 'double' });
    expect(valueOf('{"bytesValue":"-_8"}')).toEqual({ text: '+/8=', type: 'bytes' });
    expect(valueOf('{}')).toEqual({ text: '', type: 'empty' });
    expect(valueOf('{"stringValue":null}')).toEqual({ text: '', type: 'empty' });
  });

  it('keeps 64-bit integers exactly, as numbers too', () => {
    expect(valueOf('{"intValue":"-9223372036854775808"}').text).toBe('-9223372036854775808');
    expect(valueOf('{"intValue":9007199254740993}')).toEqual({ text: '9007199254740993', type: 'int' });
  });

  it('is a double when a whole number beyond int64 was sent as a number, as JavaScript SDKs do', () => {
    expect(valueOf('{"intValue":100000000000000000000}')).toEqual({ text: '100000000000000000000', type: 'double' });
    expect(valueOf('{"intValue":1e+21}')).toEqual({ text: '1e+21', type: 'double' });
    const altered = decodeOne('{"attributes":[{"key":"k","value":{"intValue":100000000000000000001}}]}');
    expect(altered.alteredValuesCount).toBe(1);
  });

  it('keeps doubles that JSON has no number for, and large ones', () => {
    for (const text of ['NaN', 'Infinity', '-Infinity', '-0']) {
      expect(valueOf(`{"doubleValue":"${text}"}`)).toEqual({ text, type: 'double' });
    }
    expect(valueOf('{"doubleValue":1e300}').text).toBe('1e+300');
    expect(
      decodeOne('{"startTimeUnixNano":1700000000000000001,"attributes":[{"key":"k","value":{"doubleValue":1e300}}]}')
        .attributes[0]?.text,
    ).toBe('1e+300');
  });

  it('shows lists as JSON and keeps what they were in the type', () => {
    const value =
      '{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"a","value":{"intValue":1}},{"key":"a"}]}},{"arrayValue":{}}]}}';
    expect(valueOf(value)).toEqual({
      text: '[{"a":1,"a":null},[]]',
      type: '{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"a","value":{"intValue":"1"}},{"key":"a","value":{}}]}},{"arrayValue":{"values":[]}}]}}',
    });
  });

  it('is the last member that is set when there are several', () => {
    expect(valueOf('{"stringValue":"a","intValue":"7","boolValue":null}')).toEqual({ text: '7', type: 'int' });
  });

  it('may be nested 16 deep, not 17', () => {
    const nested = (depth: number) =>
      `${'{"arrayValue":{"values":['.repeat(depth - 1)}{"intValue":1}${']}}'.repeat(depth - 1)}`;
    expect(valueOf(nested(16)).text).toBe(`${'['.repeat(15)}1${']'.repeat(15)}`);
    expect(() => valueOf(nested(17))).toThrow('nested more than 16 levels deep');
  });
});

describe('a body that is not a request', () => {
  it.each([
    ['no JSON', 'nope'],
    ['cut', '{"resourceSpans":['],
    ['no object', '[]'],
    ['a list that is none', '{"resourceSpans":{}}'],
    ['null in a list', '{"resourceSpans":[null]}'],
    ['a number for a name', request('{"name":1}')],
    ['an object for an id', request('{"traceId":{}}')],
    ['half a nanosecond', request('{"startTimeUnixNano":0.5}')],
    ['a time before 1970', request('{"startTimeUnixNano":"-1"}')],
    ['a time beyond 64 bits', request('{"startTimeUnixNano":"18446744073709551616"}')],
    ['a time with a billion zeros', request('{"startTimeUnixNano":"1e999999999"}')],
    ['a time that is empty', request('{"startTimeUnixNano":""}')],
    ['a count beyond 32 bits', request('{"droppedAttributesCount":4294967296}')],
    ['an unknown name of an enum', request('{"kind":"SERVER"}')],
    ['text for a bool', request('{"attributes":[{"value":{"boolValue":"true"}}]}')],
    ['text for an integer', request('{"attributes":[{"value":{"intValue":"ten"}}]}')],
    ['an integer beyond 64 bits as a string', request('{"attributes":[{"value":{"intValue":"9223372036854775808"}}]}')],
    ['a double beyond its range', request('{"attributes":[{"value":{"doubleValue":1e999}}]}')],
    ['hex for bytes', request('{"attributes":[{"value":{"bytesValue":"x"}}]}')],
    [
      'nested too deep for exact numbers',
      `{"a":${'['.repeat(1e6)}${']'.repeat(1e6)},${request('{"startTimeUnixNano":1700000000000000001}').slice(1)}`,
    ],
  ])('is refused: %s', (_what, text) => {
    expect(() => decodeJson(text)).toThrow(InvalidOtlp);
  });

  it('is refused with the path of what is wrong', () => {
    const text = '{"resourceSpans":[{"scopeSpans":[{"spans":[{},{"attributes":[{"key":5}]}]}]}]}';
    expect(() => decodeJson(text)).toThrow(
      'The JSON body is not an ExportTraceServiceRequest: resourceSpans[0].scopeSpans[0].spans[1].attributes[0].key must be a string.',
    );
  });

  it('is refused when it holds more objects than memory does', () => {
    expect(() => decodeJson(`{"unknown":[${'{},'.repeat(8_000_001)}0]}`)).toThrow('Send it in smaller batches.');
  });
});
