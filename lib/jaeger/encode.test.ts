import { describe, expect, it } from 'vitest';
import type { Attribute, Span } from '@/lib/otlp/model';
import { JaegerJsonWriter } from './encode';
import { jaegerResponse, jaegerTrace } from './test-support';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const START = 1_793_707_200_000_000_000n;
const text = (key: string, value: string): Attribute => ({ key, text: value, type: '' });

function span(changes: Partial<Span> = {}): Span {
  return {
    resource: {
      attributes: [text('service.name', 'gateway'), text('host.name', 'a')],
      droppedAttributesCount: 0,
      entityRefs: '',
      schemaUrl: '',
    },
    scope: { name: '', version: '', attributes: [], droppedAttributesCount: 0, schemaUrl: '' },
    traceId: TRACE,
    spanId: '00000000000000a1',
    parentSpanId: '',
    traceState: '',
    flags: 0,
    name: 'place_order',
    kind: 0,
    startTimeUnixNano: START,
    endTimeUnixNano: START + 5_000n,
    attributes: [],
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    statusCode: 0,
    statusMessage: '',
    alteredValuesCount: 0,
    ...changes,
  };
}

const link = (traceId: string, spanId: string, attributes: Attribute[] = []) => ({
  traceId,
  spanId,
  traceState: '',
  flags: 0,
  attributes,
  droppedAttributesCount: 0,
});
const encode = (changes: Partial<Span>) => jaegerTrace(TRACE, [span(changes)]).spans[0];
const tags = (changes: Partial<Span>) => encode(changes)?.tags.map(({ key, type, value }) => [key, type, value]);

describe('a trace in the form of Jaeger', () => {
  it('comes in the envelope of its API, a process for each resource', () => {
    const other = span({
      spanId: '00000000000000b2',
      parentSpanId: '00000000000000a1',
      resource: { ...span().resource, attributes: [] },
    });
    expect(jaegerResponse(TRACE, [span(), other, span({ spanId: '00000000000000c3' })])).toMatchObject({
      data: [
        {
          traceID: TRACE,
          spans: [
            {
              traceID: TRACE,
              spanID: '00000000000000a1',
              operationName: 'place_order',
              references: [],
              startTime: 1_793_707_200_000_000,
              duration: 5,
              tags: [],
              logs: [],
              processID: 'p1',
              warnings: null,
            },
            {
              processID: 'p2',
              references: [{ refType: 'CHILD_OF', traceID: TRACE, spanID: '00000000000000a1' }],
            },
            { processID: 'p1' },
          ],
          processes: {
            p1: { serviceName: 'gateway', tags: [{ key: 'host.name', type: 'string', value: 'a' }] },
            p2: { serviceName: 'unknown_service', tags: [] },
          },
        },
      ],
      errors: null,
    });
    expect(encode({})).not.toHaveProperty('flags');
    expect(encode({ flags: 257 })).toHaveProperty('flags', 257);
  });

  it('is the same in however many pages it is written', () => {
    const spans = ['a', 'b', 'c'].map((host) =>
      span({ resource: { ...span().resource, attributes: [text('host.name', host)] } }),
    );
    const writer = new JaegerJsonWriter(TRACE);
    const parts = [[], spans.slice(0, 2), [], spans.slice(2)].map((page) => writer.page(page));
    expect(JSON.parse(parts.join('') + writer.end())).toEqual(jaegerResponse(TRACE, spans));
    expect(jaegerResponse(TRACE, []).data).toEqual([{ traceID: TRACE, spans: [], processes: {}, warnings: null }]);
  });

  it('orders tags as the translator of the Collector does', () => {
    expect(
      tags({
        scope: { ...span().scope, name: 'lib', version: '1' },
        attributes: [text('order.id', 'ORD-1')],
        kind: 5,
        statusCode: 2,
        statusMessage: 'no liquidity',
        traceState: 'a=b',
      }),
    ).toEqual([
      ['otel.scope.name', 'string', 'lib'],
      ['otel.scope.version', 'string', '1'],
      ['order.id', 'string', 'ORD-1'],
      ['span.kind', 'string', 'consumer'],
      ['otel.status_code', 'string', 'ERROR'],
      ['error', 'bool', true],
      ['otel.status_description', 'string', 'no liquidity'],
      ['w3c.tracestate', 'string', 'a=b'],
    ]);
    expect(tags({ statusCode: 1 })).toEqual([['otel.status_code', 'string', 'OK']]);
  });

  it('types values, and writes numbers that a double does not hold as text', () => {
    const attributes: Attribute[] = [
      { key: 'small', text: '-7', type: 'int' },
      { key: 'large', text: '9007199254740993', type: 'int' },
      { key: 'price', text: '1.5', type: 'double' },
      { key: 'none', text: 'NaN', type: 'double' },
      { key: 'open', text: 'true', type: 'bool' },
      { key: 'raw', text: 'AQI=', type: 'bytes' },
      { key: 'list', text: '["a",1]', type: '{"arrayValue":{}}' },
    ];
    expect(tags({ attributes })).toEqual([
      ['small', 'int64', -7],
      ['large', 'int64', '9007199254740993'],
      ['price', 'float64', 1.5],
      ['none', 'string', 'NaN'],
      ['open', 'bool', true],
      ['raw', 'binary', 'AQI='],
      ['list', 'string', '["a",1]'],
    ]);
  });

  it('says the nanoseconds that microseconds would round away', () => {
    const exact = { startTimeUnixNano: START + 1_234n, endTimeUnixNano: START + 6_235n };
    expect(encode(exact)).toMatchObject({ startTime: 1_793_707_200_000_001, duration: 5 });
    expect(tags(exact)).toEqual([
      ['start_ns', 'int64', String(START + 1_234n)],
      ['duration_ns', 'int64', 5_001],
    ]);
  });

  it('makes references of links, and of a link to the parent the kind of that reference', () => {
    const parent = '00000000000000b2';
    const links = [
      link('f'.repeat(32), parent),
      link(TRACE, parent),
      link('e'.repeat(32), parent, [text('opentracing.ref_type', 'child_of')]),
    ];
    expect(
      encode({ parentSpanId: parent, links })?.references.map(({ refType, traceID }) => [refType, traceID]),
    ).toEqual([
      ['FOLLOWS_FROM', TRACE],
      ['FOLLOWS_FROM', 'f'.repeat(32)],
      ['CHILD_OF', 'e'.repeat(32)],
    ]);
  });

  it('makes logs of events, with the name as a field unless one is called so', () => {
    const event = (name: string, attributes: Attribute[]) => ({
      timeUnixNano: START + 2_000n,
      name,
      attributes,
      droppedAttributesCount: 0,
    });
    expect(encode({ events: [event('filled', []), event('filled', [text('event', 'own')])] })?.logs).toEqual([
      { timestamp: 1_793_707_200_000_002, fields: [{ key: 'event', type: 'string', value: 'filled' }] },
      { timestamp: 1_793_707_200_000_002, fields: [{ key: 'event', type: 'string', value: 'own' }] },
    ]);
  });

  it('warns of what this form has no place for', () => {
    const lost = encode({
      endTimeUnixNano: START - 3n,
      droppedEventsCount: 2,
      links: [link('f'.repeat(32), '00000000000000b2', [text('a', 'b')])],
    });
    expect(lost?.duration).toBe(0);
    expect(lost?.warnings).toEqual([
      'The span claims to end 3 ns before it started; its duration is given as 0.',
      '2 events of the span dropped before it was stored.',
      '1 attributes of its links left out, for which this form has no place.',
    ]);
  });
});
