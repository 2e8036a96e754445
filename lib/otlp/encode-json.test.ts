import { describe, expect, it } from 'vitest';
import { decodeJson } from './decode-json';
import { decodeProtobuf } from './decode-protobuf';
import { encodeTraceJson } from './encode-json';
import type { Span } from './model';
import { everyFieldRequest } from './test-support/every-field';
import { encodeMessage, messageToJson } from './test-support/request-codec';

const REQUEST = 'ExportTraceServiceRequest';

describe('encodeTraceJson', () => {
  it('gives back every field that OTLP has', () => {
    const request = everyFieldRequest();
    const spans = decodeProtobuf(encodeMessage(REQUEST, request));
    expect(JSON.parse(JSON.stringify(encodeTraceJson(spans)))).toEqual(messageToJson(REQUEST, request));
  });

  it('decodes to the spans that it was made from', () => {
    const spans = decodeProtobuf(encodeMessage(REQUEST, everyFieldRequest()));
    expect(decodeJson(JSON.stringify(encodeTraceJson(spans)))).toEqual(spans);
  });

  it('puts spans of equal resources and scopes into one group, in the order of their first span', () => {
    const encoded = encodeTraceJson([
      ...spansOf('risk', 'lib', ['1']),
      ...spansOf('orders', 'lib', ['2']),
      ...spansOf('risk', 'other', ['3']),
      ...spansOf('risk', 'lib', ['4']),
    ]);
    const names = encoded.resourceSpans.map((group) =>
      group.scopeSpans.map(({ spans }) => spans.map((span) => span['name'])),
    );
    expect(names).toEqual([[['1', '4'], ['3']], [['2']]]);
  });

  it('writes times and 64-bit integers as strings', () => {
    const [span] = spansOf('risk', 'lib', ['n']) as [Span];
    span.startTimeUnixNano = 1_700_000_000_000_000_001n;
    span.attributes = [{ key: 'quantity', text: '9007199254740993', type: 'int' }];
    expect(encodeTraceJson([span]).resourceSpans[0]?.scopeSpans[0]?.spans[0]).toMatchObject({
      startTimeUnixNano: '1700000000000000001',
      attributes: [{ key: 'quantity', value: { intValue: '9007199254740993' } }],
    });
  });

  it('gives no groups for no spans', () => {
    expect(encodeTraceJson([])).toEqual({ resourceSpans: [] });
  });
});

function spansOf(service: string, scopeName: string, names: readonly string[]): Span[] {
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] };
  const spans = names.map((name) => ({ name }));
  return decodeJson(
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: scopeName }, spans }] }] }),
  );
}
