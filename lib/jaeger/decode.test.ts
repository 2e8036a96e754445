import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribute, Resource, Scope, Span } from '@/lib/otlp/model';
import { decodeJaegerTrace } from './decode';
import { jaegerTrace } from './test-support';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const id = (digits: number) =>
  fc
    .uint8Array({ minLength: digits / 2, maxLength: digits / 2 })
    .map((bytes) => Buffer.from(bytes).toString('hex'))
    .filter((hex) => !/^0+$/.test(hex) && hex !== TRACE);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });

/** What Jaeger's form holds without loss: no arrays, no empty values, no infinities. */
const attribute: fc.Arbitrary<Attribute> = fc.oneof(
  fc.record({ key: fc.constantFrom('order.id', '__proto__', 'a b', 'é'), text, type: fc.constant('' as const) }),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((number) => ({ key: 'int', text: String(number), type: 'int' as const })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((number) => !Object.is(number, -0))
    .map((number) => ({ key: 'double', text: String(number), type: 'double' as const })),
  fc.boolean().map((open) => ({ key: 'open', text: String(open), type: 'bool' as const })),
  fc.uint8Array({ maxLength: 9 }).map((bytes) => ({
    key: 'raw',
    text: Buffer.from(bytes).toString('base64'),
    type: 'bytes' as const,
  })),
);
const attributes = fc.array(attribute, { maxLength: 5 });
const scopes: Scope[] = ['', 'lib'].map((name) => ({
  name,
  version: name === '' ? '' : '1.2',
  attributes: [],
  droppedAttributesCount: 0,
  schemaUrl: '',
}));
const resource: fc.Arbitrary<Resource> = fc.record({ name: text, rest: attributes }).map(({ name, rest }) => ({
  attributes: [{ key: 'service.name', text: name || 'x', type: '' }, ...rest],
  droppedAttributesCount: 0,
  entityRefs: '',
  schemaUrl: '',
}));
const span: fc.Arbitrary<Span> = fc
  .record({
    resource,
    scope: fc.constantFrom(...scopes),
    spanId: id(16),
    parentSpanId: fc.oneof(fc.constant(''), id(16)),
    traceState: fc.constantFrom('', 'a=b'),
    flags: fc.nat(512),
    name: text,
    kind: fc.nat(5),
    start: fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }),
    nanos: fc.bigInt({ min: 0n, max: 10_000_000_000_000n }),
    attributes,
    events: fc.array(
      fc.record({
        timeUnixNano: fc.bigInt({ min: 0n, max: 4_000_000_000_000_000n }).map((micros) => micros * 1000n),
        name: text.filter((name) => name !== ''),
        attributes,
        droppedAttributesCount: fc.constant(0),
      }),
      { maxLength: 3 },
    ),
    links: fc.array(
      fc.record({
        traceId: id(32),
        spanId: id(16),
        traceState: fc.constant(''),
        flags: fc.constant(0),
        attributes: fc.constantFrom<Attribute[]>([], [{ key: 'opentracing.ref_type', text: 'child_of', type: '' }]),
        droppedAttributesCount: fc.constant(0),
      }),
      { maxLength: 3 },
    ),
    statusCode: fc.nat(2),
    statusMessage: text,
  })
  .map(({ start, nanos, ...rest }) => ({
    ...rest,
    traceId: TRACE,
    startTimeUnixNano: start,
    endTimeUnixNano: start + nanos,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    alteredValuesCount: 0,
  }));

/** As the file has it: written and parsed. */
const asFile = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const decodeSpan = (json: object, processes: object = {}) =>
  decodeJaegerTrace({ spans: [{ traceID: TRACE, spanID: 'a1', startTime: 5, ...json }], processes }).spans[0];

describe('decodeJaegerTrace', () => {
  it('gives back the spans that our own download was made from', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (spans) => {
        const decoded = decodeJaegerTrace(asFile(jaegerTrace(TRACE, spans)));
        expect(decoded).toEqual({ spans, unreadableCount: 0 });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps a parent that is linked, too, as both', () => {
    const parent = '00000000000000b2';
    const decoded = decodeSpan({ references: [{ refType: 'FOLLOWS_FROM', traceID: TRACE, spanID: parent }] });
    expect(decoded?.parentSpanId).toBe(parent);
    expect(decoded?.links).toMatchObject([{ traceId: TRACE, spanId: parent }]);
  });

  it('takes the first CHILD_OF of the trace for the parent, wherever it stands', () => {
    const decoded = decodeSpan({
      references: [
        { refType: 'CHILD_OF', traceID: 'f'.repeat(32), spanID: '1' },
        { refType: 'FOLLOWS_FROM', traceID: TRACE, spanID: '2' },
        { refType: 'CHILD_OF', traceID: TRACE, spanID: '3' },
      ],
    });
    expect(decoded?.parentSpanId).toBe('0000000000000003');
    expect(decoded?.links.map(({ spanId, attributes: [said] }) => [spanId, said?.text])).toEqual([
      ['0000000000000001', 'child_of'],
      ['0000000000000002', undefined],
    ]);
  });

  it('fills up ids, also those in upper case', () => {
    expect(decodeSpan({ traceID: 'ABC', spanID: 'D' })).toMatchObject({
      traceId: 'abc'.padStart(32, '0'),
      spanId: 'd'.padStart(16, '0'),
    });
  });

  it('takes an error tag for the status, as clients of Jaeger mean it', () => {
    const decoded = decodeSpan({ tags: [{ key: 'error', type: 'bool', value: true }] });
    expect([decoded?.statusCode, decoded?.attributes]).toEqual([2, []]);
  });

  it('keeps values that are not of the type that they name as text, and warnings as an attribute', () => {
    const decoded = decodeSpan({
      tags: [
        { key: 'a', type: 'int64', value: 'many' },
        { key: 'b', value: 1.5 },
        { key: 'c', type: 'binary', value: 'no base64' },
      ],
      warnings: ['clock skew'],
    });
    expect(decoded?.attributes.map(({ key, text, type }) => [key, text, type])).toEqual([
      ['a', 'many', ''],
      ['b', '1.5', 'double'],
      ['c', 'no base64', ''],
      ['jaeger.warnings', '["clock skew"]', '{"arrayValue":{"values":[{"stringValue":"clock skew"}]}}'],
    ]);
  });

  it('leaves a time of another microsecond aside', () => {
    const decoded = decodeSpan({ duration: 2, tags: [{ key: 'start_ns', type: 'int64', value: 9_999 }] });
    expect([decoded?.startTimeUnixNano, decoded?.endTimeUnixNano]).toEqual([5_000n, 7_000n]);
  });

  it('counts what is no span, and never throws', () => {
    const spans = [null, 7, { traceID: TRACE }, { traceID: TRACE, spanID: 'a', startTime: 'soon' }];
    expect(decodeJaegerTrace({ spans, processes: null })).toEqual({ spans: [], unreadableCount: 4 });
    fc.assert(
      fc.property(fc.array(fc.object({ maxDepth: 4 })), (odd) => {
        const decoded = decodeJaegerTrace({ spans: odd, processes: odd[0] });
        expect(decoded.spans.length + decoded.unreadableCount).toBe(odd.length);
      }),
    );
  });
});
